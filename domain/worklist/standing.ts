import type { Calendar } from "../clocks/calendar";
import { type Instant, type LocalDate, shanghaiDate } from "../shared/time";

/** Where a due date stands, in working days: past, today, the next one, the second or third, later, or none set. */
export const STANDINGS = ["late", "today", "next", "soon", "later", "undated"] as const;
export type Standing = (typeof STANDINGS)[number];

/** The last days of "today", "next" and "soon" (second and third working day) as counted at a moment. */
export type StandingDays = { readonly today: LocalDate; readonly next: LocalDate; readonly soon: LocalDate };

const SOON_WORKING_DAYS = 3;

/** The days by which standings are told apart at `now`. On a rest day "next" is the first working day after it. */
export function standingDays(now: Instant, calendar: Calendar): StandingDays {
  const today = shanghaiDate(now);
  return {
    today,
    next: calendar.addWorkingDays(today, 1),
    soon: calendar.addWorkingDays(today, SOON_WORKING_DAYS),
  };
}

/** The standing of one due date. Late is from the due moment on, even within its day. */
export function standingOf(
  due: { readonly dueAt: Instant | null; readonly dueOn: LocalDate | null },
  now: Instant,
  days: StandingDays,
): Standing {
  if (due.dueAt === null) return "undated";
  if (due.dueAt <= now) return "late";
  const day = due.dueOn ?? shanghaiDate(due.dueAt);
  if (day <= days.today) return "today";
  if (day <= days.next) return "next";
  return day <= days.soon ? "soon" : "later";
}
