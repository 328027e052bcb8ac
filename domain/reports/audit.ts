export const reportsAudit = {
  "reports.large-value.check": { clearance: "general" },
  "reports.large-value.export": { clearance: "general" },
  "reports.large-value.recompute": { clearance: "general" },
} as const;
