import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";

/** Of whom a class has just gone. */
export type ErasedClass = { readonly customerIds: readonly string[] };

/** Hears of it in the transaction that erases. It must say nothing of who is under suspicion. */
export type ErasureListener = (scope: Scope, erased: ErasedClass) => Promise<SystemEffect>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiErasureListeners?: Map<string, ErasureListener> };
const listeners = (): Map<string, ErasureListener> => {
  holder.heguiErasureListeners ??= new Map();
  return holder.heguiErasureListeners;
};

/** Registers who ends what he made of a customer's data when a class of them goes; one listener per name. */
export function onClassErased(name: string, listener: ErasureListener): void {
  listeners().set(name, listener);
}

/** Tells everybody who listens; what they do stands or falls with the erasure. */
export async function tellErased(scope: Scope, erased: ErasedClass): Promise<SystemEffect> {
  let effect = NOTHING;
  for (const listener of listeners().values()) effect = both(effect, await listener(scope, erased));
  return effect;
}
