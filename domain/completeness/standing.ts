import { addDuration, type Instant } from "../shared/time";
import type { ControlState, RunOutcome } from "./codes";
import { MISSED_AFTER_CADENCES, MISSED_GRACE_MINUTES } from "./policy";
import type { ControlSpec } from "./register";

/** What is known of a control's runs. `since` is when the house first knew the control. */
export type RunsSoFar = {
  readonly since: Instant;
  /** The end of the last run that came to a good end. */
  readonly lastDoneAt: Instant | null;
  readonly lastOutcome: RunOutcome | null;
};

export type Standing = {
  readonly state: ControlState;
  /** By when a good run is meant to have ended: its cadence after the last. */
  readonly nextBy: Instant;
  /** After which it is an alarm. */
  readonly alarmAt: Instant;
};

/** Minutes without a good run after which a control is missed. */
export const toleratedMinutes = ({ everyMinutes }: Pick<ControlSpec, "everyMinutes">): number =>
  Math.ceil(everyMinutes * MISSED_AFTER_CADENCES) + MISSED_GRACE_MINUTES;

/**
 * How a control stands at a moment. A run that failed is none: a control that fails every time is missed in the end. One
 * that never ran counts from when the house first knew it.
 */
export function standingOf(spec: ControlSpec, runs: RunsSoFar, now: Instant): Standing {
  const from = runs.lastDoneAt ?? runs.since;
  const nextBy = addDuration(from, { minutes: spec.everyMinutes });
  const alarmAt = addDuration(from, { minutes: toleratedMinutes(spec) });
  const state =
    now > alarmAt ? "missed" : runs.lastOutcome === "failed" ? "failing" : runs.lastDoneAt === null ? "new" : "ok";
  return { state, nextBy, alarmAt };
}

/** The longest gap in minutes between two moments of a crontab of the forms the house uses; null for any other form. */
export function cadenceOf(cron: string): number | null {
  const [minute = "", hour = "", day, month, weekday] = cron.split(" ");
  if (day !== "*" || month !== "*" || weekday !== "*") return null;
  const step = /^\*\/([1-9]\d?)$/.exec(minute)?.[1];
  if (hour === "*") {
    if (minute === "*") return 1;
    if (step) return Number(step);
    return /^\d{1,2}$/.test(minute) ? 60 : null;
  }
  return /^\d{1,2}$/.test(minute) && /^\d{1,2}$/.test(hour) ? 24 * 60 : null;
}
