import { sql } from "drizzle-orm";
import { mayTell } from "@/domain/orders/decisions";
import { isStanding, type Order, type OrderState } from "@/domain/orders/model";
import {
  both,
  type MeasureListener,
  NOTHING,
  registerMeasureListener,
  registerReplayGround,
  type SystemEffect,
} from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { closeItems } from "@/server/worklist/public";
import { type ActCause, saveAct } from "./acts";
import { orderEntry } from "./entry";
import { accountLetGo } from "./events";
import { subjectOf } from "./hold";
import { takeOver } from "./queue";
import { replaceStops } from "./replace-stops";
import { findOrder, isAnswered, type OrderChange, saveOrder, standingOrders } from "./store";

type Settled = Parameters<MeasureListener["settled"]>[1]["measure"];

/** Waits for who asks an authority whether it goes on. */
export const EXPIRING_ITEM = "order-expiring";

/** How a release reads in the register: an order that ended by its term has lapsed. */
function endOf(measure: Settled): { readonly state: OrderState; readonly cause: ActCause } {
  const reason = "releaseReasonCode" in measure ? measure.releaseReasonCode : null;
  switch (reason) {
    case "term-ended":
      return { state: "lapsed", cause: "term" };
    case "court-decision":
      return { state: "released", cause: "court" };
    case "order-replaced":
      return { state: "released", cause: "replaced" };
    default:
      return { state: "released", cause: "order" };
  }
}

async function inForce(scope: Scope, order: Order, measure: Settled): Promise<SystemEffect> {
  const at = "inForceAt" in measure ? measure.inForceAt : scope.now;
  await saveAct(scope, measure.id, { state: "in-force", inForceAt: at });
  const done = await concluded(scope, order, { state: "in-force", endedAt: null }, { at });
  return both(done, await replaceStops(scope, order, subjectOf(order)));
}

async function ended(scope: Scope, order: Order, measure: Settled): Promise<SystemEffect> {
  const { state, cause } = endOf(measure);
  const endedAt = "endedAt" in measure && measure.endedAt ? measure.endedAt : scope.now;
  await saveAct(scope, measure.id, { state: "ended", endedAt, cause });
  return concluded(scope, order, { state, endedAt }, { at: endedAt, cause });
}

async function concluded(
  scope: Scope,
  order: Order,
  change: OrderChange & { readonly state: OrderState },
  data: { readonly at: string; readonly cause?: ActCause },
): Promise<SystemEffect> {
  await saveOrder(scope, order.id, change);
  if (change.state !== "in-force") {
    const which = { kind: EXPIRING_ITEM, subjectIds: [order.id], as: "cancelled" } as const;
    await closeItems(scope.tx, scope.actor, which, scope.now);
  }
  return { audit: [orderEntry("orders.order.settle", order, { state: change.state, ...data })], events: [] };
}

/** Tells the customer, where he may hear of it: of a freeze or stop that took hold. */
async function tell(scope: Scope, order: Order): Promise<SystemEffect> {
  if (!mayTell(order) || !order.customerId) return NOTHING;
  return tellCustomer(scope, {
    customerId: order.customerId,
    accountId: order.accountId,
    template: "measure.frozen-by-order",
    params: { number: order.number, scope: order.extent.scope, ...(order.endsAt ? { until: order.endsAt } : {}) },
    subject: { type: "order", id: order.id },
  });
}

/** Tells the customer what was taken, where he may hear of it. */
async function tellTaken(scope: Scope, order: Order, { amountMinor }: Settled): Promise<SystemEffect> {
  if (!mayTell(order) || !order.customerId || amountMinor === null) return NOTHING;
  const { rows } = await scope.tx.execute<{ currency: string }>(
    sql`select currency from accounts where id = ${order.accountId}::uuid`,
  );
  const currency = rows[0]?.currency;
  return tellCustomer(scope, {
    customerId: order.customerId,
    accountId: order.accountId,
    template: "measure.deducted",
    params: { number: order.number, amountMinor: amountMinor.toString(), ...(currency ? { currency } : {}) },
    subject: { type: "order", id: order.id },
  });
}

/** Tells the customer that it ended, where he may hear of it; a stop that a freeze took over has not ended for him. */
async function tellEnd(scope: Scope, order: Order, measure: Settled): Promise<SystemEffect> {
  const { state, cause } = endOf(measure);
  if (!mayTell(order) || !order.customerId || cause === "replaced") return NOTHING;
  return tellCustomer(scope, {
    customerId: order.customerId,
    accountId: order.accountId,
    template: state === "lapsed" ? "measure.expired" : "measure.released",
    params: { number: order.number },
    subject: { type: "order", id: order.id },
  });
}

/** Who tells of an end may not be cleared: whoever waits behind the wall is looked for by who is. */
const letGo = ({ accountId }: Settled): SystemEffect => ({ audit: [], events: [accountLetGo({ accountId })] });

async function settled(scope: Scope, { measure }: Parameters<MeasureListener["settled"]>[1]): Promise<SystemEffect> {
  const order = measure.subject && (await findOrder(scope, measure.subject.id, { lock: true }));
  if (!order) return NOTHING;
  switch (measure.state) {
    case "in-force":
      return both(await inForce(scope, order, measure), await tell(scope, order));
    case "carried-out":
      await saveAct(scope, measure.id, { state: "done", inForceAt: scope.now });
      return both(
        await concluded(scope, order, { state: "executed" }, { at: scope.now }),
        await tellTaken(scope, order, measure),
      );
    case "failed": {
      await saveAct(scope, measure.id, { state: "failed", endedAt: scope.now, cause: "core" });
      const failed = await concluded(
        scope,
        order,
        { state: "failed", endedAt: scope.now },
        { at: scope.now, cause: "core" },
      );
      return both(both(failed, await takeOver(scope, measure.accountId, { at: scope.now })), letGo(measure));
    }
    case "released": {
      const done = both(await ended(scope, order, measure), await tellEnd(scope, order, measure));
      return both(both(done, await takeOver(scope, measure.accountId, { at: scope.now })), letGo(measure));
    }
    default:
      return NOTHING;
  }
}

export const orderMeasures: MeasureListener = { subjectType: "order", settled };
registerMeasureListener(orderMeasures);

// An order the core turned down stands until the authority was answered, unless another has taken its place.
registerReplayGround("order", async (scope, { id }) => {
  const order = await findOrder(scope, id, { lock: true });
  if (order?.state !== "failed") return order !== undefined && isStanding(order);
  if (order.accountId === null || (await isAnswered(scope, id))) return false;
  return (await standingOrders(scope, order.accountId)).length === 0;
});
