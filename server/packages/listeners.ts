import type { Instant } from "@/domain/shared/time";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";

/** What became of a package that was asked for. */
export type SettledPackage = {
  readonly packageId: string;
  /** The request it answers; null where a colleague began it. */
  readonly requestId: string | null;
  readonly outcome: "ready" | "failed";
  /** Until when it may be fetched; null where there is nothing to fetch. */
  readonly openUntil: Instant | null;
};

/** Hears of packages, in the transaction that settles them. */
export type PackageListener = (scope: Scope, settled: SettledPackage) => Promise<SystemEffect>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiPackageListeners?: Map<string, PackageListener> };
const listeners = (): Map<string, PackageListener> => {
  holder.heguiPackageListeners ??= new Map();
  return holder.heguiPackageListeners;
};

/** Registers who is told when a package is ready or could not be built; one listener per name. */
export function onPackageSettled(name: string, listener: PackageListener): void {
  listeners().set(name, listener);
}

/** Tells everybody who listens; what they do stands or falls with the package's own change. */
export async function tellSettled(scope: Scope, settled: SettledPackage): Promise<SystemEffect> {
  let effect = NOTHING;
  for (const listener of listeners().values()) effect = both(effect, await listener(scope, settled));
  return effect;
}
