export const accountsPermissions = {
  "accounts.read": { zh: "查看账户", en: "See accounts" },
} as const;
