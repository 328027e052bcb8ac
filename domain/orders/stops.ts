import { meets } from "../rulebook/figures";
import type { Rules } from "../rulebook/model";
import { type Instant, shanghaiDate } from "../shared/time";

/**
 * Whether one more stop, or the renewal of one, is within what the law gives one case on one account in all (law-86-48h,
 * law-order-86-48h). `before`: stops and renewals so far, on paper and by the platform.
 */
export function mayStop(before: number, rules: Rules, now: Instant): boolean {
  const on = shanghaiDate(now);
  return (
    meets(rules.figure("law-86-48h", "repeats", on), before) &&
    meets(rules.figure("law-order-86-48h", "times", on), before + 1)
  );
}
