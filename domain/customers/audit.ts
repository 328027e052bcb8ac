export const customersAudit = {
  "customers.field.reveal": { clearance: "general" },
} as const;
