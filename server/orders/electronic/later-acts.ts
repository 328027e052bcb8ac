import { sql } from "drizzle-orm";
import type { RenewMessage } from "@/domain/orders/electronic/messages";
import { checkSameCase, refuseOrder, renewedTerm } from "@/domain/orders/electronic/terms";
import type { Instant } from "@/domain/shared/time";
import { both, endAtOnce, extendMeasure, NOTHING } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { closeItems } from "@/server/worklist/public";
import { endsAlready } from "../acts";
import { takeOver } from "../queue";
import { LAPSE_ITEM, ORDER_SUBJECT } from "./items";
import { answered, type CarriedOut, refuseWith, waitForPerson } from "./outcomes";
import { changeOrder, findMessage, messageOf, type StoredOrder, stopsSoFar } from "./store";

type Held = StoredOrder & { readonly act: "stop" | "freeze" };

const holds = (order: StoredOrder): order is Held => order.act === "stop" || order.act === "freeze";

/** The order a later message names, locked; null where the house has none that holds anything. */
async function named(scope: Scope, order: StoredOrder): Promise<Held | null> {
  if (order.ofMessageId === null) return null;
  const seen = await findMessage(scope, order.ofMessageId, { lock: false });
  // The account before its orders, as the core's answers take them.
  if (seen?.accountId) await scope.tx.execute(sql`select from accounts where id = ${seen.accountId}::uuid for update`);
  const earlier = await findMessage(scope, order.ofMessageId, { lock: true });
  return earlier && holds(earlier) ? earlier : null;
}

/**
 * Renews what an earlier order gave: the same measure, a later end, never a gap. One that overtook its order waits for it.
 * Refuses another office's or case's order, one that has ended, and a term above the law.
 */
export async function renewOrder(scope: Scope, order: StoredOrder, message: RenewMessage): Promise<CarriedOut> {
  const { now, rules } = scope;
  const earlier = await named(scope, order);
  if (!earlier || earlier.state === "mismatch" || earlier.state === "received") {
    return waitForPerson(scope, order, "order-unknown");
  }
  const meant = { ofOrderId: earlier.id, accountId: earlier.accountId, customerId: earlier.customerId };
  const same = checkSameCase(earlier, order);
  if (!same.ok) return refuseWith(scope, order, same, meant);
  const { accountId, measureId, lapsesAt } = earlier;
  if (earlier.state === "queued") return refuseWith(scope, order, refuseOrder("order-waits"), meant);
  if (!accountId || !measureId) return refuseWith(scope, order, refuseOrder("order-ended"), meant);
  const ends = renewedTerm(
    {
      earlier: { act: earlier.act, lapsesAt, ended: earlier.endedAt !== null || earlier.state === "refused" },
      hours: message.hours ?? null,
      term: message.term ?? null,
      major: message.major,
      stopsBefore: await stopsSoFar(scope, { accountId, like: earlier }),
      now,
    },
    rules,
  );
  if (!ends.ok) return refuseWith(scope, order, ends, meant);
  const subject = { type: ORDER_SUBJECT, id: order.id };
  const extended = await extendMeasure(scope, { measureId, expiresAt: ends.value, subject });
  if (!extended.ok) return refuseWith(scope, order, extended, meant);
  await changeOrder(scope.tx, earlier.id, { state: earlier.state, lapsesAt: ends.value, alarmedAt: null });
  await closeItems(scope.tx, scope.actor, { kind: LAPSE_ITEM, subjectIds: [earlier.id], as: "cancelled" }, now);
  const done = await answered(scope, order, { lapsesAt: ends.value }, { ...meant, measureId, executedAt: now });
  const told = await tellRenewed(scope, earlier, ends.value);
  const effect = both(both(extended.value, done.effect), told);
  return { ...done, effect, basis: [...ends.basis, ...extended.basis] };
}

/** Tells the customer that what he was told of goes on. */
async function tellRenewed(scope: Scope, { id, customerId, accountId, inForceAt }: Held, until: Instant) {
  if (customerId === null || inForceAt === null) return NOTHING;
  const subject = { type: ORDER_SUBJECT, id };
  return tellCustomer(scope, { customerId, accountId, template: "measure.renewed", params: { until }, subject });
}

/** A renewal that waited for its order, tried again now that the order is carried out. */
export async function renewWaiting(scope: Scope, order: StoredOrder): Promise<CarriedOut> {
  const message = await messageOf(scope, order);
  if (message.act !== "renew") throw new Error("not a renewal");
  return renewOrder(scope, order, message);
}

/**
 * Ends what an earlier order of the same office in the same case gave, and nothing else. One that overtook its order waits:
 * when the order comes it is not carried out any more. What still waited for a person is dropped with it.
 */
export async function releaseOrder(scope: Scope, order: StoredOrder): Promise<CarriedOut> {
  const { now } = scope;
  const earlier = await named(scope, order);
  if (!earlier || earlier.state === "received") return waitForPerson(scope, order, "order-unknown");
  const meant = { ofOrderId: earlier.id, accountId: earlier.accountId, customerId: earlier.customerId };
  const same = checkSameCase(earlier, order);
  if (!same.ok) return refuseWith(scope, order, same, meant);
  if (earlier.state === "mismatch") {
    const dropped = await refuseWith(scope, earlier, refuseOrder("released-before"));
    const done = await answered(scope, order, { endedAt: now }, { ...meant, executedAt: now });
    return { ...done, effect: both(dropped.effect, done.effect) };
  }
  if (earlier.state === "queued") {
    await changeOrder(scope.tx, earlier.id, { state: "answered", endedAt: now });
    return answered(scope, order, { endedAt: now }, { ...meant, executedAt: now });
  }
  const { measureId } = earlier;
  if (!measureId || earlier.endedAt !== null || earlier.state === "refused") {
    return refuseWith(scope, order, refuseOrder("order-ended"), meant);
  }
  const subject = { type: ORDER_SUBJECT, id: order.id };
  if (await endsAlready(scope, measureId)) return refuseWith(scope, order, refuseOrder("order-ended"), meant);
  // The next in the queue is put in place before, so that the money is never free between the two.
  const next = earlier.accountId ? await takeOver(scope, earlier.accountId, { at: now, ending: [measureId] }) : NOTHING;
  const ended = await endAtOnce(scope, { measureId, reasonCode: "order-release", subject });
  if (!ended.ok) {
    const refused = await refuseWith(scope, order, ended, meant);
    return { ...refused, effect: both(next, refused.effect) };
  }
  await changeOrder(scope.tx, order.id, { ...meant, state: "executed", problem: null, measureId, executedAt: now });
  return { state: "executed", code: null, effect: both(next, ended.value), basis: ended.basis };
}
