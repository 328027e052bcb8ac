import { addDays, type Instant, shanghaiDate, shanghaiMinute, startOfDay } from "../shared/time";

/** A moment on paper, to the minute, by Shanghai's clock. */
export const paperMoment = shanghaiMinute;

/** The end of a hold on paper: the minute, or 24:00 of the last day where it ends at midnight. */
export function paperEnd(endsAt: Instant): string {
  const day = shanghaiDate(endsAt);
  if (startOfDay(day) !== endsAt) return shanghaiMinute(endsAt);
  return `${addDays(day, -1)} 24:00`;
}
