import type { Mismatch, OrderRefusal } from "@/domain/orders/electronic/model";
import type { Refusal } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";
import { answer } from "./answers";
import { MISMATCH_ITEM, mismatchDue, ORDER_SUBJECT } from "./items";
import { changeOrder, type OrderChange, type StoredOrder } from "./store";

/** What came of an order: where it stands, why not, what is told, and the rules it rests on. */
export type CarriedOut = {
  readonly state: StoredOrder["state"];
  readonly code: string | null;
  readonly effect: SystemEffect;
  readonly basis: readonly RuleRef[];
};

/** Puts an order before a person and says so to the platform: nothing is protected until somebody has found the account. */
export async function waitForPerson(scope: Scope, order: StoredOrder, problem: Mismatch): Promise<CarriedOut> {
  const { tx, actor, now } = scope;
  await changeOrder(tx, order.id, { state: "mismatch", problem });
  const item = { kind: MISMATCH_ITEM, number: order.number, subjectType: ORDER_SUBJECT, subjectId: order.id };
  await openItems(tx, actor, [{ ...item, dueAt: mismatchDue(now) }], now);
  const event = await answer(scope, order, { kind: "mismatch", code: problem, final: false });
  return { state: "mismatch", code: problem, effect: { audit: [], events: [event] }, basis: [] };
}

const OWN = "orders.electronic.";

/** Ends an order with nothing done, and says so. A "no" of the measures themselves is told as `not-possible`. */
export async function refuseWith(
  scope: Scope,
  order: StoredOrder,
  { code, basis }: Pick<Refusal, "code" | "basis">,
  change: Partial<OrderChange> = {},
): Promise<CarriedOut> {
  const { tx, actor, now } = scope;
  const problem = code.startsWith(OWN) ? (code.slice(OWN.length) as OrderRefusal) : "not-possible";
  await changeOrder(tx, order.id, { ...change, state: "refused", problem });
  await closeItems(tx, actor, { kind: MISMATCH_ITEM, subjectIds: [order.id], as: "cancelled" }, now);
  const event = await answer(scope, order, { kind: "refused", code: problem, final: true });
  return { state: "refused", code, effect: { audit: [], events: [event] }, basis: basis ?? [] };
}

/** Says that an order was carried out. */
export async function answered(
  scope: Scope,
  order: StoredOrder,
  said: Omit<Parameters<typeof answer>[2], "kind" | "code" | "final">,
  change: Partial<OrderChange> = {},
): Promise<CarriedOut> {
  const { tx, actor, now } = scope;
  await changeOrder(tx, order.id, { ...change, state: "answered", problem: null });
  await closeItems(tx, actor, { kind: MISMATCH_ITEM, subjectIds: [order.id] }, now);
  const event = await answer(scope, order, { ...said, kind: "executed", code: null, final: true });
  return { state: "answered", code: null, effect: { audit: [], events: [event] }, basis: [] };
}
