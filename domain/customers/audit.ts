export const customersAudit = {
  "customers.field.reveal": { clearance: "general" },
  "customers.representative.record": { clearance: "general" },
  "customers.representative.end": { clearance: "general" },
  "customers.stake.record": { clearance: "general" },
  "customers.stake.end": { clearance: "general" },
  "customers.identity.record": { clearance: "general" },
} as const;
