import { addDays, type Instant, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { type SystemEffect, tellCustomer } from "@/server/letters/public";
import type { StoredAdjustment } from "./store";

/** Tells the customer that a limit of his is another one now: of sums, which; of a raise, until when. */
export function tellChange(
  scope: Scope,
  one: Pick<StoredAdjustment, "id" | "customerId" | "accountId" | "kind" | "value" | "endsAt">,
  as: "set" | "ended",
): Promise<SystemEffect> {
  const money = as === "set" && one.kind !== "transfer-count";
  // The end is the first moment that it no longer holds: the last day is the one before.
  const lastDay = as === "set" && one.endsAt !== null ? lastDayOf(one.endsAt) : null;
  return tellCustomer(scope, {
    customerId: one.customerId,
    accountId: one.accountId,
    template: "limit.changed",
    params: {
      ...(money ? { amountMinor: one.value.toString(), currency: "CNY" } : {}),
      ...(lastDay ? { until: lastDay } : {}),
    },
    subject: { type: "limit-adjustment", id: one.id },
  });
}

/** Tells the customer that a raise of his ends, and its last day. */
export function tellEnding(
  scope: Scope,
  one: Pick<StoredAdjustment, "id" | "customerId" | "accountId"> & { readonly endsAt: Instant },
): Promise<SystemEffect> {
  return tellCustomer(scope, {
    customerId: one.customerId,
    accountId: one.accountId,
    template: "limit.ending",
    params: { due: lastDayOf(one.endsAt) },
    subject: { type: "limit-adjustment", id: one.id },
  });
}

/** The last Shanghai day on which something that ends then still holds. */
export const lastDayOf = (endsAt: NonNullable<StoredAdjustment["endsAt"]>) => addDays(shanghaiDate(endsAt), -1);
