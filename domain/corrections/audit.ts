export const correctionsAudit = {
  "corrections.correction.request": { clearance: "general" },
  "corrections.correction.apply": { clearance: "general" },
  "corrections.correction.reject": { clearance: "general" },
  "corrections.correction.void": { clearance: "general" },
  "corrections.correction.expire": { clearance: "general" },
  "corrections.correction.withdraw": { clearance: "general" },
} as const;
