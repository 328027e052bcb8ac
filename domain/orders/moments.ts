import { addDays, epochMilliseconds, type Instant, shanghaiDate, startOfDay } from "../shared/time";

const MINUTE = 60_000;
const HOUR_MINUTES = 60;
const two = (n: number): string => String(n).padStart(2, "0");

/** A moment on paper, to the minute, by Shanghai's clock: `2026-10-09 14:32`. */
export function paperMoment(moment: Instant): string {
  const day = shanghaiDate(moment);
  const minutes = Math.floor((epochMilliseconds(moment) - epochMilliseconds(startOfDay(day))) / MINUTE);
  return `${day} ${two(Math.floor(minutes / HOUR_MINUTES))}:${two(minutes % HOUR_MINUTES)}`;
}

/** The end of a hold on paper: the minute, or 24:00 of the last day where it ends at midnight. */
export function paperEnd(endsAt: Instant): string {
  const day = shanghaiDate(endsAt);
  if (startOfDay(day) !== endsAt) return paperMoment(endsAt);
  return `${addDays(day, -1)} 24:00`;
}
