export const closuresPermissions = {
  "closures.read": { zh: "查看销户事项", en: "See closures" },
  "closures.request": { zh: "申请销户", en: "Ask for an account to be closed" },
  "closures.approve": { zh: "批准销户", en: "Agree to closing an account" },
  "closures.run": {
    zh: "执行销户、查找长期未用账户（系统）",
    en: "Carry closures out, look for unused accounts (system)",
  },
} as const;
