import type { CorrectionOutcome } from "@/domain/corrections/model";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";

/** What became of a correction. */
export type SettledCorrection = {
  readonly correctionId: string;
  /** The request it answers; null where a colleague began it. */
  readonly requestId: string | null;
  readonly outcome: CorrectionOutcome;
};

/** Hears of corrections, in the transaction that settles them. */
export type CorrectionListener = (scope: Scope, settled: SettledCorrection) => Promise<SystemEffect>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiCorrectionListeners?: Map<string, CorrectionListener> };
const listeners = (): Map<string, CorrectionListener> => {
  holder.heguiCorrectionListeners ??= new Map();
  return holder.heguiCorrectionListeners;
};

/** Registers who is told when a correction stands or ended without standing; one listener per name. */
export function onCorrectionSettled(name: string, listener: CorrectionListener): void {
  listeners().set(name, listener);
}

/** Tells everybody who listens; what they do stands or falls with the correction's own change. */
export async function tellSettled(scope: Scope, settled: SettledCorrection): Promise<SystemEffect> {
  let effect = NOTHING;
  for (const listener of listeners().values()) effect = both(effect, await listener(scope, settled));
  return effect;
}
