export const clocksAudit = {
  "clocks.clock.pause": { clearance: "general" },
  "clocks.clock.resume": { clearance: "general" },
  "clocks.clock.extend": { clearance: "general" },
  "clocks.deadline.move": { clearance: "general" },
} as const;
