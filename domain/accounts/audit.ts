export const accountsAudit = {
  "accounts.class.change": { clearance: "general" },
} as const;
