export const objectionsAudit = {
  "objections.objection.register": { clearance: "general" },
  "objections.objection.decide": { clearance: "general" },
  "objections.objection.withdraw": { clearance: "general" },
} as const;
