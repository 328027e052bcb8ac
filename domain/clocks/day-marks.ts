import { addDays, daysBetween, type Instant, type LocalDate } from "../shared/time";
import type { Calendar } from "./calendar";
import type { Due, Pause } from "./model";
import { joinPauses, pausedDays } from "./pauses";
import { MAX_MARKED_DAYS } from "./policy";

/** What one day did for the count. `ordinal` numbers the counted days from 1. */
export type DayMark = {
  readonly date: LocalDate;
  readonly mark: "start" | "counted" | "make-up" | "paused" | "holiday" | "weekend" | "rolled";
  readonly ordinal: number | null;
  readonly holiday: string | null;
};

/**
 * The days from start to due, for the small calendar beside "why this date". Empty for hour clocks and for spans
 * longer than the policy lays out (`MAX_MARKED_DAYS`). `now` closes an open pause for the drawing.
 */
export function dayMarks(input: {
  readonly due: Due;
  readonly pauses: readonly Pause[];
  readonly calendar: Calendar;
  readonly now: Instant;
}): readonly DayMark[] {
  const { due, pauses, calendar, now } = input;
  const span = daysBetween(due.startedOn, due.dueOn);
  if (due.unit === "hour" || span > MAX_MARKED_DAYS) return [];
  const runs = pausedDays(joinPauses(pauses, now), addDays(due.startedOn, 1));
  const marks: DayMark[] = [{ date: due.startedOn, mark: "start", ordinal: null, holiday: null }];
  let ordinal = 0;
  for (let date = addDays(due.startedOn, 1); date <= due.dueOn; date = addDays(date, 1)) {
    const mark = markOf(date, due, calendar, runs);
    if (mark === "counted" || mark === "make-up") ordinal += 1;
    const counted = mark === "counted" || mark === "make-up" ? ordinal : null;
    marks.push({ date, mark, ordinal: counted, holiday: calendar.holidayOf(date) });
  }
  return marks;
}

function markOf(date: LocalDate, due: Due, calendar: Calendar, runs: ReturnType<typeof pausedDays>): DayMark["mark"] {
  if (date > due.dueRaw) return "rolled";
  const kind = calendar.dayKind(date);
  if (due.unit === "working-day" && (kind === "holiday" || kind === "weekend")) return kind;
  if (runs.some(({ first, last }) => first <= date && date <= last)) return "paused";
  return due.unit === "working-day" && kind === "make-up" ? "make-up" : "counted";
}
