import { ALARMS } from "@/domain/controls/policy";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A term of days is near its end from the second of the house's alarms on; one of hours from the first. */
const NEAR_DAYS = ALARMS.days[1];
const NEAR_HOURS = ALARMS.hours[0];

/** How far a term has gone, in the unit it is told in. */
export type TermLeft = {
  readonly unit: "minutes" | "hours" | "days";
  readonly left: number;
  /** Of the same unit as the ticks: hours for short terms, days for others. */
  readonly gone: number;
  readonly total: number;
  readonly level: "ok" | "soon" | "late";
  readonly short: boolean;
};

/**
 * How much of a term is left at `now` (epoch milliseconds): short terms in hours, and in minutes within the last; others
 * in days. Parts count as whole ones, so that nothing ends sooner than it says. Null where there is no term.
 */
export function termLeft(
  { startsAt, requestedAt, expiresAt }: { startsAt: string | null; requestedAt: string; expiresAt: string | null },
  now: number,
): TermLeft | null {
  if (expiresAt === null) return null;
  const start = Date.parse(startsAt ?? requestedAt);
  const end = Date.parse(expiresAt);
  const short = end - start <= ALARMS.countsHoursUpTo * HOUR_MS;
  const unit = short ? HOUR_MS : DAY_MS;
  const leftMs = Math.max(0, end - now);
  const total = Math.max(1, Math.ceil((end - start) / unit));
  const gone = Math.min(total, Math.max(0, (now - start) / unit));
  const near = leftMs <= (short ? NEAR_HOURS * HOUR_MS : NEAR_DAYS * DAY_MS);
  const level = leftMs === 0 ? "late" : near ? "soon" : "ok";
  if (leftMs < HOUR_MS) return { unit: "minutes", left: Math.ceil(leftMs / MINUTE_MS), gone, total, level, short };
  if (short || leftMs < DAY_MS) return { unit: "hours", left: Math.ceil(leftMs / HOUR_MS), gone, total, level, short };
  return { unit: "days", left: Math.ceil(leftMs / DAY_MS), gone, total, level, short };
}
