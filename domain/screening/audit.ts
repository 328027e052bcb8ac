export const screeningAudit = {
  "screening.list.load": { clearance: "general" },
  "screening.hit.open": { clearance: "suspicion" },
  "screening.hit.confirm": { clearance: "suspicion" },
  "screening.hit.dismiss": { clearance: "suspicion" },
  "screening.hit.dismissed": { clearance: "suspicion" },
  "screening.hit.dismissal-end": { clearance: "suspicion" },
  "screening.run.start": { clearance: "suspicion" },
  "screening.run.advance": { clearance: "suspicion" },
  "screening.hit.hold": { clearance: "suspicion" },
} as const;
