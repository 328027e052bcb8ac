export const ingestionAudit = {
  "ingestion.batch.start": { clearance: "general" },
  "ingestion.batch.finalise": { clearance: "general" },
  "ingestion.batch.fail": { clearance: "general" },
  "ingestion.batch.withdraw": { clearance: "general" },
  "ingestion.batch.withdrawn": { clearance: "general" },
  "ingestion.mapping.save": { clearance: "general" },
} as const;
