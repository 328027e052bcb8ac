import { sql } from "drizzle-orm";
import { matchAccount } from "@/domain/orders/electronic/matching";
import type { FreezeMessage, PlatformMessage, StopMessage, TargetedMessage } from "@/domain/orders/electronic/messages";
import type { Candidate, Mismatch } from "@/domain/orders/electronic/model";
import { basisOf, giverOf } from "@/domain/orders/electronic/standing";
import { freezeTerm, refuseOrder, stopTerm } from "@/domain/orders/electronic/terms";
import { asId } from "@/domain/shared/ids";
import type { Result } from "@/domain/shared/result";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { closeItems } from "@/server/worklist/public";
import { isHeld } from "../hold";
import { answer } from "./answers";
import { candidatesFor } from "./candidates";
import { disclose } from "./disclose";
import { type Imposed, impose } from "./impose";
import { MISMATCH_ITEM } from "./items";
import { releaseOrder, renewOrder, renewWaiting } from "./later-acts";
import { answered, type CarriedOut, refuseWith, waitForPerson } from "./outcomes";
import { changeOrder, type StoredOrder, stopsSoFar, waitingFor } from "./store";

/**
 * Carries an order out, inside the caller's command, the order locked. Takes the account where a person found it; else it
 * is looked for by what the message says. Nothing is guessed: what means no account or several waits for a person, what
 * the law does not bear is refused, and the platform is told of either.
 */
export async function carryOut(
  scope: Scope,
  order: StoredOrder,
  message: PlatformMessage,
  found?: Candidate,
): Promise<CarriedOut> {
  if (message.act === "renew") return renewOrder(scope, order, message);
  if (message.act === "release") return releaseOrder(scope, order);
  const account = found ?? (await accountFor(scope, message));
  if (typeof account === "string") return waitForPerson(scope, order, account);
  if (message.act === "query") return answerQuery(scope, order, message, account);
  const before = await releasedBefore(scope, order);
  if (before) return before;
  return hold(scope, order, message, account);
}

async function accountFor(scope: Scope, message: TargetedMessage): Promise<Candidate | Mismatch> {
  const facts = await candidatesFor(scope, message.target);
  const currency = "extent" in message && message.extent.scope === "amount" ? message.extent.currency : null;
  const match = matchAccount({ ...facts, currency });
  return match.matched ? match.account : match.problem;
}

async function answerQuery(
  scope: Scope,
  order: StoredOrder,
  message: Extract<PlatformMessage, { act: "query" }>,
  account: Candidate,
): Promise<CarriedOut> {
  const { accountId, customerId } = account;
  const disclosed = await disclose(scope, account, message.items);
  return answered(scope, order, { disclosed }, { accountId, customerId, executedAt: scope.now });
}

/**
 * A release that overtook its own order: what was released before it came is not imposed any more. Only the same office in
 * the same case; a release of anybody else's says nothing about this one.
 */
async function releasedBefore(scope: Scope, order: StoredOrder): Promise<CarriedOut | null> {
  const { now } = scope;
  const releases = (await waitingFor(scope, order.messageId)).filter(
    (one) => one.act === "release" && one.authority === order.authority && one.caseNumber === order.caseNumber,
  );
  if (releases.length === 0) return null;
  const refused = await refuseWith(scope, order, refuseOrder("released-before"));
  let effect = refused.effect;
  for (const release of releases) {
    const done = await answered(scope, release, { endedAt: now }, { ofOrderId: order.id, executedAt: now });
    effect = both(effect, done.effect);
  }
  return { ...refused, effect };
}

async function endOfHold(
  scope: Scope,
  order: StoredOrder,
  message: StopMessage | FreezeMessage,
  accountId: string,
): Promise<Result<Instant>> {
  const { now, rules } = scope;
  if (message.act === "freeze") {
    return freezeTerm({ term: message.term, major: message.major, from: now, renewal: false, now }, rules);
  }
  const before = await stopsSoFar(scope, { accountId, like: order });
  return stopTerm({ hours: message.hours, from: now, before, now }, rules);
}

/** Stops or freezes the account at once; a freeze waits where another holds the account. */
async function hold(
  scope: Scope,
  order: StoredOrder,
  message: StopMessage | FreezeMessage,
  { accountId, customerId }: Candidate,
): Promise<CarriedOut> {
  const meant = { accountId, customerId };
  // The account before what is on it: nobody takes hold of it between the look and the measure.
  await scope.tx.execute(sql`select from accounts where id = ${accountId}::uuid for update`);
  const ends = await endOfHold(scope, order, message, accountId);
  if (!ends.ok) return refuseWith(scope, order, ends, meant);
  const { act, extent } = message;
  const amountMinor = extent.scope === "amount" ? extent.amountMinor : null;
  const held = { ...meant, act, scope: extent.scope, amountMinor };
  if (act === "freeze" && (await waits(scope, order, message, accountId))) return waitInTurn(scope, order, held, ends);
  const imposed = await impose(scope, order, { ...held, endsAt: ends.value });
  if (!imposed.ok) return refuseWith(scope, order, imposed, meant);
  const later = await resumeWaiting(scope, order);
  return {
    state: "executed",
    code: null,
    effect: both(imposed.value, later),
    basis: [...ends.basis, ...imposed.basis],
  };
}

function waits(scope: Scope, { id }: StoredOrder, { act, major }: FreezeMessage, accountId: string): Promise<boolean> {
  const basis = basisOf(act, major);
  return isHeld(scope, { id: asId<"order">(id), authority: giverOf(basis, null), basis, act, accountId });
}

/** A freeze behind another: it takes hold at the instant that one ends, for its own term from then (law-order-crim-queue). */
async function waitInTurn(
  scope: Scope,
  order: StoredOrder,
  held: Omit<Imposed, "act" | "endsAt">,
  ends: Extract<Result<Instant>, { ok: true }>,
): Promise<CarriedOut> {
  const { tx, actor, now, rules } = scope;
  const { accountId, customerId, amountMinor } = held;
  const meant = { accountId, customerId, scope: held.scope, amountMinor };
  await changeOrder(tx, order.id, { ...meant, state: "queued", problem: null });
  await closeItems(tx, actor, { kind: MISMATCH_ITEM, subjectIds: [order.id] }, now);
  const event = await answer(scope, order, { kind: "queued", code: null, final: false });
  const later = await resumeWaiting(scope, order);
  const rule = rules.ref("law-order-crim-queue", shanghaiDate(now));
  return {
    state: "queued",
    code: null,
    effect: both({ audit: [], events: [event] }, later),
    basis: [...ends.basis, rule],
  };
}

/** Renewals that overtook this order can be carried out now. */
async function resumeWaiting(scope: Scope, order: StoredOrder): Promise<SystemEffect> {
  let effect = NOTHING;
  for (const renewal of await waitingFor(scope, order.messageId)) {
    if (renewal.act === "renew") effect = both(effect, (await renewWaiting(scope, renewal)).effect);
  }
  return effect;
}
