export const auditAudit = {
  "audit.log.export": { clearance: "general" },
} as const;
