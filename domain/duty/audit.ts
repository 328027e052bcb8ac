export const dutyAudit = {
  "duty.absence.set": { clearance: "general" },
  "duty.absence.end": { clearance: "general" },
  "duty.shift.add": { clearance: "general" },
  "duty.shift.remove": { clearance: "general" },
  "duty.week.replay": { clearance: "general" },
} as const;
