/** Every "no" a clock decision may give; translated in messages/<locale>/clocks.json under `refusals`. */
export const clocksRefusals = [
  "clocks.calendar.clash",
  "clocks.calendar.date-malformed",
  "clocks.calendar.ends-before-start",
  "clocks.calendar.nothing",
  "clocks.calendar.outside-year",
  "clocks.calendar.too-long",
  "clocks.calendar.year-out-of-range",
  "clocks.clock.already-paused",
  "clocks.clock.amount-invalid",
  "clocks.clock.amount-too-long",
  "clocks.clock.closed",
  "clocks.clock.extended-already",
  "clocks.clock.extension-not-allowed",
  "clocks.clock.extension-unit",
  "clocks.clock.ground-missing",
  "clocks.clock.not-past-due",
  "clocks.clock.not-paused",
  "clocks.clock.past-due",
  "clocks.clock.pause-not-allowed",
  "clocks.clock.stale",
  "clocks.clock.start-in-future",
] as const;

export type ClocksRefusal = (typeof clocksRefusals)[number];
