import { epochMilliseconds, type Instant } from "../shared/time";

/** How far a mass notice has come. */
export type Progress = {
  readonly total: number;
  readonly told: number;
  readonly left: number;
  /** Whole per cent, rounded down: a hundred only when everybody was written to. */
  readonly percent: number;
  /** People a minute since it began; null before the first. */
  readonly perMinute: number | null;
  /** Minutes to the end at that rate, rounded up; null where nobody can say. */
  readonly minutesLeft: number | null;
};

/** Counts how far a mass notice has come between its start and its last step. */
export function progressOf(run: {
  readonly total: number;
  readonly told: number;
  readonly startedAt: Instant | null;
  readonly lastAt: Instant | null;
}): Progress {
  const { total, told, startedAt, lastAt } = run;
  const left = Math.max(0, total - told);
  const spent = startedAt && lastAt ? (epochMilliseconds(lastAt) - epochMilliseconds(startedAt)) / 60_000 : 0;
  // Less than a second says nothing about a rate.
  const rate = told > 0 && spent >= 1 / 60 ? told / spent : null;
  return {
    total,
    told,
    left,
    percent: total === 0 ? 0 : Math.floor((Math.min(told, total) * 100) / total),
    perMinute: rate === null ? null : Math.round(rate),
    minutesLeft: left === 0 ? 0 : rate === null ? null : Math.ceil(left / rate),
  };
}
