import { addDuration, type Instant } from "../shared/time";
import { CHASE_HOURS, RETRY_MINUTES } from "./policy";

/**
 * When a recipient is turned to again: one that took a notice and has not said that it did what it asks, a day later; one
 * whose door did not answer, after a wait that doubles up to that day.
 */
export function nextAttempt(outcome: "failed" | "taken", round: number, now: Instant): Instant {
  const minutes =
    outcome === "taken" ? CHASE_HOURS * 60 : Math.min(RETRY_MINUTES * 2 ** Math.min(round, 12), CHASE_HOURS * 60);
  return addDuration(now, { minutes });
}
