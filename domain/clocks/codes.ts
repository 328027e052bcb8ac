/** Every "no" a clock decision may give; translated in messages/<locale>/clocks.json under `refusals`. */
export const clocksRefusals = [
  "clocks.clock.already-paused",
  "clocks.clock.amount-invalid",
  "clocks.clock.closed",
  "clocks.clock.extension-unit",
  "clocks.clock.ground-missing",
  "clocks.clock.not-past-due",
  "clocks.clock.not-paused",
  "clocks.clock.past-due",
  "clocks.clock.start-in-future",
] as const;

export type ClocksRefusal = (typeof clocksRefusals)[number];
