import type { Instant } from "@/domain/shared/time";

/** A clock that the seed turns back, so that what happened last week carries last week's time. */
export type SeedClock = { now(): Instant; set(moment: Instant): void };

/** A settable clock that starts at `moment` and stands still. */
export function createSeedClock(moment: Instant): SeedClock {
  let current = moment;
  return {
    now: () => current,
    set: (next) => {
      current = next;
    },
  };
}
