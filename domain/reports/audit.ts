export const reportsAudit = {
  "reports.large-value.check": { clearance: "general" },
  "reports.exemption.request": { clearance: "general" },
  "reports.exemption.apply": { clearance: "general" },
  "reports.exemption.reject": { clearance: "general" },
  "reports.exemption.void": { clearance: "general" },
  "reports.exemption.end": { clearance: "general" },
  "reports.large-value.export": { clearance: "general" },
  "reports.large-value.recompute": { clearance: "general" },
} as const;
