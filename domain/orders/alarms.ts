import { addDuration, daysBetween, type Instant, shanghaiDate, startOfDay } from "../shared/time";
import type { OrderTerm } from "./model";
import type { OrdersPolicy } from "./policy";

/** How near an end is: what was told already is not told again. */
export type Alarm = { readonly unit: "days" | "hours"; readonly count: number };

/**
 * The nearest alarm that has come due before an order's end (trap-freeze-class: 30, 7 and 1 days; hours where it holds for
 * hours), or null. `endsAt` is the exact end; an order that ends at midnight ends with the day before.
 */
export function alarmDue(
  { unit, endsAt }: { readonly unit: Alarm["unit"]; readonly endsAt: Instant },
  now: Instant,
  policy: OrdersPolicy,
): Alarm | null {
  if (now >= endsAt) return null;
  if (unit === "hours") {
    const due = policy.alarmHours.filter((count) => addDuration(endsAt, { hours: -count }) <= now);
    return due.length > 0 ? { unit: "hours", count: Math.min(...due) } : null;
  }
  const left = daysBetween(shanghaiDate(now), lastDayOf(endsAt));
  const due = policy.alarmDays.filter((count) => left <= count);
  return due.length > 0 ? { unit: "days", count: Math.min(...due) } : null;
}

/** The last whole day of what ends at a moment: the day before, where that is midnight in Shanghai. */
function lastDayOf(endsAt: Instant) {
  const day = shanghaiDate(endsAt);
  return startOfDay(day) === endsAt ? shanghaiDate(addDuration(endsAt, { seconds: -1 })) : day;
}

/** By what an order's end is counted down: hours where it holds for hours. */
export const alarmUnit = (term: OrderTerm): Alarm["unit"] => (term.unit === "hours" ? "hours" : "days");
