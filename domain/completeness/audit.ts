export const completenessAudit = {
  "completeness.controls.watch": { clearance: "general" },
  "completeness.register.export": { clearance: "general" },
  "completeness.miss.explain": { clearance: "general" },
  "completeness.day.tie": { clearance: "general" },
  "completeness.statement.put": { clearance: "general" },
  "completeness.difference.explain": { clearance: "general" },
} as const;
