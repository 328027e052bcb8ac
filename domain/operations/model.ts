import type { Instant } from "../shared/time";

/** `requested`: asked for; `rewrapping`: the new version is current; `rewrapped`: nothing is under an older one; `retired`. */
export const ROTATION_STATES = ["requested", "rewrapping", "rewrapped", "retired"] as const;
export type RotationState = (typeof ROTATION_STATES)[number];

/** A change of the master key, as far as decisions look at it. */
export type Rotation = {
  readonly state: RotationState;
  readonly toVersion: number;
  readonly finishedAt: Instant | null;
};

/** How far re-wrapping is; times are instants, `keysTotal` is what was counted at its start. */
export type RotationProgress = {
  readonly keysTotal: number | null;
  readonly keysDone: number;
  readonly startedAt: Instant | null;
  readonly progressAt: Instant | null;
};
