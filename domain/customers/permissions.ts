export const customersPermissions = {
  "customers.read": { zh: "查看客户（脱敏）", en: "See customers, masked" },
  "customers.reveal": { zh: "凭理由查看脱敏前的值", en: "Reveal a masked value, with a reason" },
  "customers.enterprise.record": { zh: "登记企业的代表人与所有权", en: "Record who acts for and owns an enterprise" },
} as const;
