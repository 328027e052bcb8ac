import { decided, type Result, refuse } from "../shared/result";
import { addDuration, epochMilliseconds, type Instant } from "../shared/time";
import type { Rotation, RotationProgress, RotationState } from "./model";
import { BACKUP_LATE_HOURS, DRILL_LATE_HOURS, RETIRE_AFTER_HOURS } from "./policy";

/** The version a new rotation leads to. Refuses a second rotation while one is under way. */
export function requestRotation(current: number, live: boolean): Result<{ toVersion: number }> {
  if (live) return refuse("operations.rotation.running");
  return decided({ toVersion: current + 1 });
}

/** The new version is in the ring and current: re-wrapping begins. Refuses when the ring does not say so. */
export function startRotation(rotation: Rotation, currentVersion: number): Result<RotationState> {
  if (rotation.state !== "requested") return wrongState(rotation);
  if (currentVersion < rotation.toVersion) return refuse("operations.rotation.not-current");
  return decided("rewrapping");
}

/** Everything is wrapped with the new version. Refuses while `keysLeft` are not. */
export function finishRotation(rotation: Rotation, keysLeft: number): Result<RotationState> {
  if (rotation.state !== "rewrapping") return wrongState(rotation);
  if (keysLeft > 0) return refuse("operations.rotation.keys-left", { params: { keys: keysLeft } });
  return decided("rewrapped");
}

/**
 * The older versions may leave the ring: nothing is wrapped with one, and so much time has passed since that no process
 * can still be wrapping with the ring it read before.
 */
export function retireVersions(rotation: Rotation, keysLeft: number, now: Instant): Result<RotationState> {
  if (rotation.state !== "rewrapped" || rotation.finishedAt === null) return wrongState(rotation);
  if (keysLeft > 0) return refuse("operations.rotation.keys-left", { params: { keys: keysLeft } });
  if (now < addDuration(rotation.finishedAt, { hours: RETIRE_AFTER_HOURS })) {
    return refuse("operations.rotation.too-early", { params: { hours: RETIRE_AFTER_HOURS } });
  }
  return decided("retired");
}

function wrongState({ state }: Rotation) {
  return refuse("operations.rotation.wrong-state", { params: { state } });
}

/** Keys a second and seconds left, by what was done so far; null before anything can be said. */
export function rotationSpeed(progress: RotationProgress): { perSecond: number; secondsLeft: number } | null {
  const { keysTotal, keysDone, startedAt, progressAt } = progress;
  if (keysTotal === null || startedAt === null || progressAt === null || keysDone === 0) return null;
  const seconds = (epochMilliseconds(progressAt) - epochMilliseconds(startedAt)) / 1000;
  if (seconds <= 0) return null;
  const perSecond = keysDone / seconds;
  return { perSecond, secondsLeft: Math.max(0, keysTotal - keysDone) / perSecond };
}

/** Whether the last good run of a kind is older than the house wants; also when there never was one. */
export function isLate(kind: "backup" | "drill", lastGoodAt: Instant | null, now: Instant): boolean {
  const hours = kind === "backup" ? BACKUP_LATE_HOURS : DRILL_LATE_HOURS;
  return lastGoodAt === null || addDuration(lastGoodAt, { hours }) < now;
}
