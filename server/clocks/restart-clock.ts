import type { Scope } from "@/server/kernel/scope";
import { tellMoved } from "./listeners";
import { cancelClocks, type NewClocks, startClocks } from "./store";

/**
 * Counts a subject's time anew from an earlier event: its open clock ends as cancelled, a new one runs, and whoever keeps a
 * copy of the date is told.
 */
export async function restartClock(scope: Scope, clock: NewClocks): Promise<void> {
  const { tx, actor, now } = scope;
  await cancelClocks(tx, actor, clock, now);
  await startClocks(tx, actor, clock);
  const { subjectType, due } = clock;
  await tellMoved(
    scope,
    clock.subjectIds.map((subjectId) => ({ subjectType, subjectId, due })),
  );
}
