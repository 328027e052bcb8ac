/**
 * How much time left turns a clock from ok to soon, in the unit it is shown in. House settings that colour a screen
 * and sort a queue; no rule of law hangs on them.
 */
export const SOON_WITHIN = { "working-day": 2, "calendar-day": 3, hour: 6 } as const;

/** Longest span, in days, that `dayMarks` lays out: a picture of more weeks is no longer read. */
export const MAX_MARKED_DAYS = 120;

/** Guards against typing errors in a year's notice; the notices of record stay well within. */
export const CALENDAR_CHANGE = { longestHoliday: 16, yearsAhead: 2 } as const;
