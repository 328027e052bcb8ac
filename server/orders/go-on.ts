import { mayTell } from "@/domain/orders/decisions";
import type { Instant } from "@/domain/shared/time";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { closeItems } from "@/server/worklist/public";
import type { About } from "./about";
import { answer } from "./electronic/answers";
import { LAPSE_ITEM, ORDER_SUBJECT } from "./electronic/items";
import { changeOrder } from "./electronic/store";
import { saveOrder } from "./store";

/** What a paper renewed goes on to a later end; the platform is told of it where the order is its own. */
export async function goOn(scope: Scope, about: About, endsAt: Instant): Promise<SystemEffect> {
  const { order, platform } = about;
  const told = await tellRenewed(scope, about, endsAt);
  if (!platform) {
    await saveOrder(scope, order.id, { endsAt, renewals: order.renewals + 1, alarmed: null });
    return told;
  }
  const { tx, actor, now } = scope;
  await changeOrder(tx, platform.id, { state: platform.state, lapsesAt: endsAt, alarmedAt: null });
  await closeItems(tx, actor, { kind: LAPSE_ITEM, subjectIds: [platform.id], as: "cancelled" }, now);
  const event = await answer(scope, platform, { kind: "renewed", code: null, final: true, lapsesAt: endsAt });
  return both({ audit: [], events: [event] }, told);
}

/** Tells the customer that what he was told of goes on, where he may hear of it. */
async function tellRenewed(scope: Scope, { order, platform }: About, endsAt: Instant): Promise<SystemEffect> {
  const { customerId, accountId, state, number, id } = order;
  if (!mayTell(order) || state !== "in-force" || customerId === null) return NOTHING;
  const subject = { type: platform ? ORDER_SUBJECT : "order", id };
  const params = { number, until: endsAt };
  return tellCustomer(scope, { customerId, accountId, template: "measure.renewed", params, subject });
}

/** What only waited leaves the queue. */
export async function leaveQueue(
  scope: Scope,
  { order, platform }: About,
  by: "order-release" | "court-decision",
): Promise<SystemEffect> {
  const { tx, now } = scope;
  if (!platform) {
    await saveOrder(scope, order.id, { state: "released", endedAt: now });
    return NOTHING;
  }
  await changeOrder(tx, platform.id, { state: "answered", endedAt: now });
  const code = by === "court-decision" ? "ended-by-court" : "released-on-paper";
  return { audit: [], events: [await answer(scope, platform, { kind: "ended", code, final: true, endedAt: now })] };
}
