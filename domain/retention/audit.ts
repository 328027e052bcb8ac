export const retentionAudit = {
  "retention.plan.carry": { clearance: "general" },
  "retention.subject.restrict": { clearance: "general" },
  "retention.subject.resume": { clearance: "general" },
  "retention.class.erase": { clearance: "general" },
  "retention.entry.move": { clearance: "general" },
  "retention.relationship.end": { clearance: "general" },
  "retention.counterparties.erase": { clearance: "general" },
  "retention.law.follow": { clearance: "general" },
  "retention.map.export": { clearance: "general" },
  "retention.certificate.export": { clearance: "general" },
  "retention.keeping.make": { clearance: "suspicion" },
  "retention.keeping.erase": { clearance: "suspicion" },
} as const;
