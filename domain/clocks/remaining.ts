import { daysBetween, epochMilliseconds, type Instant, shanghaiDate } from "../shared/time";
import type { Calendar } from "./calendar";
import type { Due } from "./model";
import { SOON_WITHIN } from "./policy";

export const CLOCK_LEVELS = ["ok", "soon", "today", "late"] as const;
export type ClockLevel = (typeof CLOCK_LEVELS)[number];

/** Time left as the due chip says it. */
export type Remaining = {
  /** Whole units left, rounded toward the deadline; 0 on the last day or in the last hour; negative when late. */
  readonly left: number;
  readonly unit: "working-day" | "calendar-day" | "hour";
  /** Minutes to `workAt`, rounded down; negative when late. For hour clocks and for sorting. */
  readonly minutes: number;
  readonly level: ClockLevel;
  /** The legal end has passed too (between `workAt` and `dueAt` a clock is late to us, not yet in law). */
  readonly breached: boolean;
};

/**
 * Time left until the day worked to (`dueRaw`: a roll is not relied on). Working-day clocks count working days after
 * today, other day clocks calendar days, hour clocks hours. A late clock reads -1 from its first late moment.
 */
export function remaining(due: Due, now: Instant, calendar: Calendar): Remaining {
  const late = now >= due.workAt;
  const minutes = Math.floor((epochMilliseconds(due.workAt) - epochMilliseconds(now)) / 60_000);
  const breached = now >= due.dueAt;
  const today = shanghaiDate(now);
  const dueToday = due.dueRaw === today;
  if (due.unit === "hour") {
    const left = late ? Math.min(-1, Math.ceil(minutes / 60)) : Math.floor(minutes / 60);
    return { left, unit: "hour", minutes, level: level(left, "hour", late, dueToday), breached };
  }
  const unit = due.unit === "working-day" ? "working-day" : "calendar-day";
  const days = unit === "working-day" ? calendar.workingDaysBetween(today, due.dueRaw) : daysBetween(today, due.dueRaw);
  const left = late ? Math.min(-1, days) : days;
  return { left, unit, minutes, level: level(left, unit, late, dueToday), breached };
}

function level(left: number, unit: Remaining["unit"], late: boolean, dueToday: boolean): ClockLevel {
  if (late) return "late";
  if (dueToday) return "today";
  return left <= SOON_WITHIN[unit] ? "soon" : "ok";
}
