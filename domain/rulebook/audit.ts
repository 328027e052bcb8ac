export const rulebookAudit = {
  "rulebook.figure.propose": { clearance: "general" },
  "rulebook.clash.propose": { clearance: "general" },
  "rulebook.calendar.propose": { clearance: "general" },
  "rulebook.change.apply": { clearance: "general" },
  "rulebook.change.reject": { clearance: "general" },
  "rulebook.change.void": { clearance: "general" },
  "rulebook.change.withdraw": { clearance: "general" },
  "rulebook.change.expire": { clearance: "general" },
} as const;
