import type { ClosureKind, Remaining } from "@/domain/closures/model";
import type { Scope } from "@/server/kernel/scope";

/** What a desk is asked about: an account that is to be closed, and what the closure stands on. */
export type ClosingAccount = {
  readonly accountId: string;
  readonly customerId: string;
  readonly kind: ClosureKind;
  readonly subjectId: string | null;
};

/**
 * Says what of a desk keeps an account from being closed, as everybody may see it: nothing that only the cleared know
 * may decide, or say more than `under-review`. Asked in the transaction of whoever looks, agrees or carries out.
 */
export type ConditionCheck = (scope: Scope, about: ClosingAccount) => Promise<readonly Remaining[]>;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiClosureConditions?: Map<string, ConditionCheck> };
const checks = (): Map<string, ConditionCheck> => {
  holder.heguiClosureConditions ??= new Map();
  return holder.heguiClosureConditions;
};

/** Enters what a desk asks for before an account is closed, under the desk's name, once. Gives what takes it out again. */
export function registerClosureCondition(condition: {
  readonly code: string;
  readonly check: ConditionCheck;
}): () => void {
  checks().set(condition.code, condition.check);
  return () => void checks().delete(condition.code);
}

/** What all desks say remains, in the order they were entered. */
export async function remainingAtDesks(scope: Scope, about: ClosingAccount): Promise<readonly Remaining[]> {
  const found: Remaining[] = [];
  for (const check of checks().values()) found.push(...(await check(scope, about)));
  return found;
}
