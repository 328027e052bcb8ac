import type { ClosureKind, Remaining } from "@/domain/closures/model";
import { toldRemaining } from "@/domain/closures/told";
import { NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";

/** Tells a customer who wished to close how much remains; nothing where he did not wish it, or nothing he may hear of does. */
export async function tellRemaining(
  scope: Scope,
  about: {
    readonly customerId: string;
    readonly accountId: string;
    readonly kind: ClosureKind;
    readonly number?: string;
    readonly subject: { readonly type: string; readonly id: string };
  },
  remaining: readonly Remaining[],
): Promise<SystemEffect> {
  const count = toldRemaining(remaining);
  if (about.kind !== "by-customer" || count === 0) return NOTHING;
  const { customerId, accountId, number, subject } = about;
  const params = { count, ...(number ? { number } : {}) };
  return tellCustomer(scope, { customerId, accountId, template: "closure.remaining", params, subject });
}
