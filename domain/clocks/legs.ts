import { addDays, addMonths, daysBetween, type LocalDate } from "../shared/time";
import type { Calendar } from "./calendar";
import type { ClockFigure, ClockUnit, Extension } from "./model";
import type { PausedDays } from "./pauses";

/** A stretch of the period in one unit; years have become months, neighbours of one unit are joined. */
export type Leg = { readonly unit: "working-day" | "calendar-day" | "month"; readonly amount: number };
/** How one unit counts days: `after` the n-th counted day after a date, `between` counted days in (from, to]. */
type DayCount = {
  readonly after: (date: LocalDate, days: number) => LocalDate;
  readonly between: (from: LocalDate, to: LocalDate) => number;
};

/** The period and its extensions as legs. Throws RangeError for hours. */
export function legsOf(figure: ClockFigure, extensions: readonly Extension[]): readonly Leg[] {
  const legs: Leg[] = [];
  for (const part of [figure, ...extensions]) {
    const leg = asLeg(part.unit, part.amount);
    const last = legs.at(-1);
    if (last?.unit === leg.unit) legs[legs.length - 1] = { unit: leg.unit, amount: last.amount + leg.amount };
    else legs.push(leg);
  }
  return legs;
}

function asLeg(unit: ClockUnit, amount: number): Leg {
  if (unit === "year") return { unit: "month", amount: amount * 12 };
  if (unit === "hour") throw new RangeError("hours cannot be mixed with days");
  return { unit, amount };
}

/**
 * The last day of a leg that begins after `from`, days of a run not counted, and the month end it was cut to where
 * the month has no matching day.
 */
export function endOfLeg(
  leg: Leg,
  from: LocalDate,
  runs: readonly PausedDays[],
  calendar: Calendar,
): { on: LocalDate; monthEnd: LocalDate | null } {
  const calendarDays: DayCount = { after: addDays, between: daysBetween };
  if (leg.unit !== "month") {
    const count =
      leg.unit === "calendar-day"
        ? calendarDays
        : { after: calendar.addWorkingDays, between: calendar.workingDaysBetween };
    return { on: skipping(count, from, leg.amount, runs), monthEnd: null };
  }
  const matching = addMonths(from, leg.amount);
  const lost = runs.reduce((days, run) => days + overlap(run, from, matching), 0);
  const cut = matching.slice(8) !== from.slice(8);
  return { on: skipping(calendarDays, matching, lost, runs), monthEnd: cut ? matching : null };
}

/** Days of a run in (from, to]. */
function overlap(run: PausedDays, from: LocalDate, to: LocalDate): number {
  const first = run.first > from ? run.first : addDays(from, 1);
  const last = run.last < to ? run.last : to;
  return first > last ? 0 : daysBetween(first, last) + 1;
}

/** The `days`-th counted day after `from` that no run covers; `from` itself when `days` is 0. */
function skipping(count: DayCount, from: LocalDate, days: number, runs: readonly PausedDays[]): LocalDate {
  let cursor = from;
  let left = days;
  for (const run of runs) {
    if (left === 0) return cursor;
    if (run.last <= cursor) continue;
    if (count.after(cursor, left) < run.first) break;
    const beforeRun = addDays(run.first, -1);
    if (beforeRun > cursor) left -= count.between(cursor, beforeRun);
    cursor = run.last;
  }
  return left === 0 ? cursor : count.after(cursor, left);
}
