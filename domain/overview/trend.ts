import { addDays, type LocalDate } from "../shared/time";

/** Items opened and closed on one day. */
export type DayChange = { readonly date: LocalDate; readonly opened: number; readonly closed: number };

export const TREND_DAYS = 30;

/** Days back with which a trend's end is compared. */
const WEEK = 7;

/** How many were open at the end of each of the last 30 days, oldest first; the last is `openNow`. */
export function openTrend(openNow: number, changes: readonly DayChange[], today: LocalDate): number[] {
  const byDate = new Map(changes.map((change) => [change.date, change]));
  const trend = [openNow];
  for (let back = 0; back < TREND_DAYS - 1; back += 1) {
    const change = byDate.get(addDays(today, -back));
    trend.push((trend.at(-1) ?? 0) - (change?.opened ?? 0) + (change?.closed ?? 0));
  }
  return trend.reverse();
}

/** Open now against the same hour-less count a week ago. */
export function weekChange(trend: readonly number[]): number {
  return (trend.at(-1) ?? 0) - (trend.at(-1 - WEEK) ?? 0);
}
