export const evidenceAudit = {
  "evidence.file.start": { clearance: "general" },
  "evidence.file.finish": { clearance: "general" },
  "evidence.file.accept": { clearance: "general" },
  "evidence.file.refuse": { clearance: "general" },
  "evidence.file.expire": { clearance: "general" },
  "evidence.file.discard": { clearance: "general" },
  "evidence.file.view": { clearance: "general" },
  "evidence.file.download": { clearance: "general" },
  "evidence.file.erase": { clearance: "general" },
  "evidence.file.damaged": { clearance: "general" },
} as const;
