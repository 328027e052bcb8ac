export const ledgerPermissions = {
  "ledger.read": { zh: "查看交易", en: "See transactions" },
} as const;
