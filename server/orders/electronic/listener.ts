import type { LetterTemplate } from "@/domain/letters/templates";
import type { ElectronicAnswer } from "@/domain/orders/electronic/model";
import type { Instant } from "@/domain/shared/time";
import {
  both,
  NOTHING,
  registerMeasureListener,
  registerReplayGround,
  type Settlement,
  type SystemEffect,
} from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { closeItems } from "@/server/worklist/public";
import { accountLetGo } from "../events";
import { replaceStops } from "../replace-stops";
import { answer } from "./answers";
import { asOrder } from "./as-order";
import { LAPSE_ITEM, ORDER_SUBJECT } from "./items";
import { answered, refuseWith } from "./outcomes";
import { awaiting, changeOrder, findOrder, type StoredOrder, standingOn } from "./store";

const entry = (order: StoredOrder, settlement: Settlement): SystemEffect => ({
  audit: [
    {
      kind: "orders.electronic.settle",
      subject: { type: ORDER_SUBJECT, id: order.id },
      data: { number: order.number, measure: settlement.measure.id, state: settlement.measure.state },
    },
  ],
  events: [],
});

async function tell(scope: Scope, order: StoredOrder, template: LetterTemplate): Promise<SystemEffect> {
  const { customerId, accountId, lapsesAt } = order;
  if (customerId === null) return NOTHING;
  const until = template === "measure.frozen-by-order" && lapsesAt !== null ? { until: lapsesAt } : {};
  const subject = { type: ORDER_SUBJECT, id: order.id };
  return tellCustomer(scope, { customerId, accountId, template, params: until, subject });
}

/** A freeze takes over from the stops of its case only once it holds: between the two is no gap. */
async function takeFromStops(scope: Scope, order: StoredOrder): Promise<SystemEffect> {
  const freeze = await asOrder(scope, order);
  return freeze ? replaceStops(scope, freeze, { type: ORDER_SUBJECT, id: order.id }) : NOTHING;
}

async function inForce(scope: Scope, order: StoredOrder, at: Instant): Promise<SystemEffect> {
  if (order.inForceAt !== null) return NOTHING;
  const done = await answered(scope, order, { inForceAt: at, lapsesAt: order.lapsesAt }, { inForceAt: at });
  const told = both(done.effect, await tell(scope, order, "measure.frozen-by-order"));
  return both(told, await takeFromStops(scope, order));
}

type Released = Extract<Settlement["measure"], { readonly state: "released" }>;

async function released(
  scope: Scope,
  order: StoredOrder,
  measure: Released,
  byMessage: boolean,
): Promise<SystemEffect> {
  const { tx, actor, now } = scope;
  if (order.endedAt !== null) return NOTHING;
  const endedAt = measure.endedAt ?? measure.releasedAt;
  await changeOrder(tx, order.id, { state: "answered", endedAt });
  await closeItems(tx, actor, { kind: LAPSE_ITEM, subjectIds: [order.id], as: "cancelled" }, now);
  const say = async (said: Pick<ElectronicAnswer, "kind" | "code">): Promise<SystemEffect> => ({
    audit: [],
    events: [await answer(scope, order, { ...said, final: true, endedAt })],
  });
  switch (measure.releaseReasonCode) {
    case "term-ended":
      return both(await say({ kind: "lapsed", code: null }), await tell(scope, order, "measure.expired"));
    case "order-replaced":
      // The customer was told of what holds now; the platform too, where its own freeze does.
      return (await ownFreeze(scope, order)) ? NOTHING : say({ kind: "ended", code: "replaced-on-paper" });
    case "court-decision":
      return both(await say({ kind: "ended", code: "ended-by-court" }), await tell(scope, order, "measure.released"));
    default: {
      // A message that released it is answered itself.
      const told = byMessage ? NOTHING : await say({ kind: "ended", code: "released-on-paper" });
      return both(told, await tell(scope, order, "measure.released"));
    }
  }
}

/** True where the platform's own freeze in the same case took a stop's place. */
async function ownFreeze(scope: Scope, { accountId, authority, caseNumber }: StoredOrder): Promise<boolean> {
  const standing = accountId === null ? [] : await standingOn(scope, accountId);
  return standing.some(
    (one) =>
      one.act === "freeze" && one.inForceAt !== null && one.authority === authority && one.caseNumber === caseNumber,
  );
}

/** What became of a measure, for the order that gave it and for those that end it; inside the command that learnt of it. */
export async function settled(scope: Scope, settlement: Settlement): Promise<SystemEffect> {
  const { measure } = settlement;
  const orders = await awaiting(scope, measure.id);
  const giver = orders.find(({ id }) => id === measure.subject?.id);
  if (!giver) return NOTHING;
  let effect = entry(giver, settlement);
  if (measure.state === "in-force") effect = both(effect, await inForce(scope, giver, measure.inForceAt));
  if (measure.state === "failed" && giver.state === "executed") {
    const code = "orders.electronic.core-refused";
    effect = both(effect, (await refuseWith(scope, giver, { code, basis: [] }, { endedAt: scope.now })).effect);
  }
  if (measure.state !== "released") return effect;
  const releases = orders.filter(({ act, state }) => act === "release" && state === "executed");
  effect = both(effect, await released(scope, giver, measure, releases.length > 0));
  effect = both(effect, { audit: [], events: [accountLetGo({ accountId: measure.accountId })] });
  const endedAt = measure.endedAt ?? measure.releasedAt;
  for (const release of releases) {
    effect = both(effect, (await answered(scope, release, { endedAt }, { endedAt })).effect);
  }
  return effect;
}

registerMeasureListener({ subjectType: ORDER_SUBJECT, settled });

// The platform was told at once that the core refused: it orders anew, and nothing else does.
registerReplayGround(ORDER_SUBJECT, async (scope, { id }) => {
  const order = await findOrder(scope, id, { lock: false });
  return order?.state === "executed" && order.endedAt === null;
});
