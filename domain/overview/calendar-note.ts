import type { Calendar } from "../clocks/calendar";
import { addDays, type LocalDate, weekday } from "../shared/time";

/** Something about a day that the weekday alone does not tell. */
export type CalendarNote = {
  readonly date: LocalDate;
  /** `make-up`: a weekend day that is worked. `holiday`: a rest day of a notice. */
  readonly kind: "make-up" | "holiday";
  /** ISO weekday, 1 Monday to 7 Sunday. */
  readonly weekday: number;
  readonly holiday: string | null;
};

/** What is unusual about tomorrow; null when the weekday tells all. */
export function tomorrowNote(today: LocalDate, calendar: Calendar): CalendarNote | null {
  const date = addDays(today, 1);
  const kind = calendar.dayKind(date);
  if (kind !== "make-up" && kind !== "holiday") return null;
  return { date, kind, weekday: weekday(date), holiday: calendar.holidayOf(date) };
}
