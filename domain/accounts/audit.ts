export const accountsAudit = {
  "accounts.class.change": { clearance: "general" },
  "accounts.account.close": { clearance: "general" },
} as const;
