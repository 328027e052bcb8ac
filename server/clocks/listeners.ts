import type { Due } from "@/domain/clocks/model";
import type { Scope } from "@/server/kernel/scope";

/** A clock whose date has moved, and to where. */
export type Moved = { readonly subjectType: string; readonly subjectId: string; readonly due: Due };

/** Keeps a copy of due dates in step, in the transaction that moves them. */
export type MoveListener = (scope: Scope, moved: readonly Moved[]) => Promise<void>;

const listeners = new Map<string, MoveListener>();

/** Enters a listener under a name, once. Whoever copies due dates into rows of its own must. */
export function onClocksMoved(name: string, listener: MoveListener): void {
  listeners.set(name, listener);
}

/** Tells every listener. */
export async function tellMoved(scope: Scope, moved: readonly Moved[]): Promise<void> {
  if (moved.length === 0) return;
  for (const listener of listeners.values()) await listener(scope, moved);
}
