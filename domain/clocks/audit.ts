/** Audit kinds of clocks. A clock on a suspicion item is audited under that item's own kinds, not here. */
export const clocksAudit = {
  "clocks.clock.start": { clearance: "general" },
  "clocks.clock.pause": { clearance: "general" },
  "clocks.clock.resume": { clearance: "general" },
  "clocks.clock.extend": { clearance: "general" },
  "clocks.clock.meet": { clearance: "general" },
  "clocks.clock.breach": { clearance: "general" },
  "clocks.clock.cancel": { clearance: "general" },
  "clocks.clock.recompute": { clearance: "general" },
} as const satisfies Record<string, { clearance: "general" | "suspicion" }>;

export type ClocksAuditKind = keyof typeof clocksAudit;
