export const processingAudit = {
  "processing.activity.record": { clearance: "general" },
  "processing.activity.start": { clearance: "general" },
  "processing.activity.end": { clearance: "general" },
  "processing.assessment.record": { clearance: "general" },
  "processing.assessment.decide": { clearance: "general" },
  "processing.review.request": { clearance: "general" },
  "processing.review.decide": { clearance: "general" },
  "processing.register.export": { clearance: "general" },
} as const;
