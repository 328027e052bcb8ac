export const operationsAudit = {
  "operations.job.replay": { clearance: "general" },
  "operations.key.rotate": { clearance: "general" },
  "operations.rotation.start": { clearance: "general" },
  "operations.rotation.finish": { clearance: "general" },
  "operations.rotation.retire": { clearance: "general" },
  "operations.run.record": { clearance: "general" },
} as const;
