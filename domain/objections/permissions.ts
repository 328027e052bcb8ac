export const objectionsPermissions = {
  "objections.read": { zh: "查看异议", en: "See objections" },
  "objections.register": { zh: "登记客户异议", en: "Register a customer's objection" },
  "objections.decide": { zh: "决定异议", en: "Decide objections" },
} as const;
