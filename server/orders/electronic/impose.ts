import type { OrderExtent } from "@/domain/orders/electronic/messages";
import { decided, type Result } from "@/domain/shared/result";
import type { Instant } from "@/domain/shared/time";
import { imposeAtOnce, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { ORDER_SUBJECT } from "./items";
import { changeOrder, type StoredOrder } from "./store";

/** What an order holds, on which account, until when. */
export type Imposed = {
  readonly act: "stop" | "freeze";
  readonly accountId: string;
  readonly customerId: string;
  readonly scope: OrderExtent["scope"];
  readonly amountMinor: bigint | null;
  readonly endsAt: Instant;
};

/** Stops or freezes an account for an order at once; the core is told by the outbox, and the answer follows its word. */
export async function impose(scope: Scope, order: StoredOrder, hold: Imposed): Promise<Result<SystemEffect>> {
  const { now } = scope;
  const { act, accountId, customerId, amountMinor, endsAt } = hold;
  const imposed = await imposeAtOnce(scope, {
    accountId,
    customerId,
    kind: act,
    source: "authority",
    reasonCode: act === "stop" ? "order-stop" : "order-freeze",
    extent: { scope: hold.scope, amountMinor, target: null },
    rule: act === "stop" ? "law-86-48h" : "law-order-crim-6m",
    subject: { type: ORDER_SUBJECT, id: order.id },
    startsAt: now,
    expiresAt: endsAt,
  });
  if (!imposed.ok) return imposed;
  await changeOrder(scope.tx, order.id, {
    accountId,
    customerId,
    state: "executed",
    problem: null,
    measureId: imposed.value.measureId,
    scope: hold.scope,
    amountMinor,
    executedAt: now,
    lapsesAt: endsAt,
  });
  const { audit, events } = imposed.value;
  return decided({ audit, events }, imposed.basis);
}
