import { deductFrom, refuseBy, releaseOrder, renewOrder } from "@/domain/orders/decisions";
import type { Intake } from "@/domain/orders/intake";
import type { Order, OrderTerm, StandingOrder } from "@/domain/orders/model";
import type { PaperInput } from "@/domain/orders/schema";
import { mayStop } from "@/domain/orders/stops";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { both, endAtOnce, extendMeasure, NOTHING, orderDeduction, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { aboutOf } from "./about";
import { endsAlready, insertAct } from "./acts";
import { accountLetGo } from "./events";
import { goOn, leaveQueue } from "./go-on";
import { isHeld, putInPlace, subjectOf } from "./hold";
import { orderOf } from "./paper";
import { takeOver } from "./queue";
import { standingWith } from "./standing";
import { stopsBy, stopsGiven } from "./stops";
import { insertOrder, type NewOrder } from "./store";
import type { Target, TargetAccount } from "./target";

/** Orders written, and what else the command commits. */
export type CarriedOut = { readonly orders: readonly NewOrder[]; readonly effect: SystemEffect };

/** A freeze or stop of each account meant: in place at once, or behind the freeze that holds it. */
export async function hold(
  scope: Scope,
  input: PaperInput,
  intake: Intake,
  target: Target,
): Promise<Result<CarriedOut>> {
  if (target.accounts.length === 0) return refuseBy("target-unknown", scope.rules, scope.now);
  if (input.extent?.scope === "amount" && target.accounts.length > 1) {
    return refuse("orders.order.account-needed", { field: "targetName", params: { count: target.accounts.length } });
  }
  const orders: NewOrder[] = [];
  let effect: SystemEffect = NOTHING;
  for (const account of target.accounts) {
    const one = await holdOne(scope, input, intake, account);
    if (!one.ok) return one;
    orders.push(...one.value.orders);
    effect = both(effect, one.value.effect);
  }
  return decided({ orders, effect });
}

async function holdOne(
  scope: Scope,
  input: PaperInput,
  intake: Intake,
  account: TargetAccount,
): Promise<Result<CarriedOut>> {
  const { accountId, customerId } = account;
  const { act, authorityName, caseNumber } = input;
  if (
    act === "stop" &&
    !mayStop(await stopsGiven(scope, { accountId, authorityName, caseNumber }), scope.rules, scope.now)
  ) {
    return refuseBy("renewed-enough", scope.rules, scope.now);
  }
  const made = await orderOf(scope, input, { intake, state: "registered", customerId, accountId });
  const holding = {
    ...made,
    id: made.id as Order["id"],
    extent: made.extent ?? { scope: "all" as const, amountMinor: null },
    accountId,
    customerId,
  };
  if (await isHeld(scope, holding)) {
    const queued: NewOrder = { ...made, state: "queued" };
    await insertOrder(scope, queued);
    return decided({ orders: [queued], effect: NOTHING });
  }
  const order: NewOrder = { ...made, startsAt: scope.now, endsAt: intake.endsAt };
  await insertOrder(scope, order);
  const given = await putInPlace(scope, holding, intake.endsAt);
  return given.ok ? decided({ orders: [order], effect: given.value }, given.basis) : given;
}

/** A renewal: the order it is about goes on to a later moment, with its measure. */
export async function renew(
  scope: Scope,
  input: PaperInput,
  intake: Intake,
  term: OrderTerm,
): Promise<Result<CarriedOut>> {
  const { now, rules } = scope;
  const about = await aboutOf(scope, input);
  if (!about) return refuseBy("no-such-order", rules, now);
  const { order: held, measureId } = about;
  if (held.state === "queued") return refuse("orders.order.not-about", { params: { state: held.state } });
  const stopsBefore = await stopsBy(scope, held);
  const decision = renewOrder({ order: held, stopsBefore, paper: { ...input, term }, now, rules });
  if (!decision.ok) return decision;
  const { endsAt, flags } = decision.value;
  if (!measureId) return refuseBy("already-ended", rules, now);
  const order = await orderOf(scope, input, {
    ...ofAbout(held),
    intake: { flags, grounds: intake.grounds },
    state: "executed",
    startsAt: held.endsAt,
    endsAt,
  });
  await insertOrder(scope, order);
  const extended = await extendMeasure(scope, {
    measureId,
    expiresAt: endsAt,
    subject: { type: "order", id: order.id },
  });
  if (!extended.ok) return extended;
  const wentOn = await goOn(scope, about, endsAt);
  await insertAct(scope, ownOf(order), { act: "renew", accountId: held.accountId, measureId, state: "done" });
  return decided({ orders: [order], effect: both(extended.value, wentOn) }, decision.basis);
}

const ofAbout = ({ customerId, accountId }: StandingOrder) => ({ customerId, accountId });
const ownOf = (order: NewOrder) => ({ ...order, id: order.id as Order["id"] });

/**
 * A release: the order it is about ends, and nothing else. The next in the queue is put in place before, so that the
 * money is never free between the two.
 */
export async function release(scope: Scope, input: PaperInput, intake: Intake): Promise<Result<CarriedOut>> {
  const { now, rules } = scope;
  const about = await aboutOf(scope, input);
  if (!about) return refuseBy("no-such-order", rules, now);
  const { order: held, measureId } = about;
  const decision = releaseOrder({ order: held, paper: input, now, rules });
  if (!decision.ok) return decision;
  if (measureId && (await endsAlready(scope, measureId))) return refuseBy("already-ended", rules, now);
  const order = await orderOf(scope, input, { ...ofAbout(held), intake, state: "executed" });
  await insertOrder(scope, order);
  const own = { act: "release", accountId: held.accountId, measureId, state: "done" } as const;
  await insertAct(scope, ownOf(order), own);
  if (held.state === "queued" || measureId === null) {
    const effect = await leaveQueue(scope, about, decision.value.by);
    return decided({ orders: [order], effect }, decision.basis);
  }
  const next = held.accountId ? await takeOver(scope, held.accountId, { at: now, ending: [measureId] }) : NOTHING;
  const ended = await endAtOnce(scope, {
    measureId,
    reasonCode: decision.value.by,
    subject: { type: "order", id: order.id },
  });
  if (!ended.ok) return ended;
  const letGo = held.accountId ? [accountLetGo({ accountId: held.accountId })] : [];
  const effect = both(both(next, ended.value), { audit: [], events: letGo });
  return decided({ orders: [order], effect }, decision.basis);
}

/** A deduction of one sum from one account; the core refuses what its balance does not bear. */
export async function deduct(
  scope: Scope,
  input: PaperInput,
  intake: Intake,
  target: Target,
): Promise<Result<CarriedOut>> {
  const { now, rules } = scope;
  const [account, ...others] = target.accounts;
  if (!account || others.length > 0) {
    return refuse("orders.order.account-needed", { field: "targetName", params: { count: target.accounts.length } });
  }
  const amountMinor = input.extent?.amountMinor ?? 0n;
  const frozen = await standingWith(scope, account.accountId, input.authority);
  const { balanceMinor } = account;
  const decision = deductFrom({ paper: input, amountMinor, balanceMinor, frozen, now, rules });
  if (!decision.ok) return decision;
  const { accountId, customerId } = account;
  const order = await orderOf(scope, input, { intake, state: "registered", customerId, accountId });
  await insertOrder(scope, order);
  const given = await orderDeduction(scope, {
    accountId,
    customerId,
    amountMinor,
    subject: subjectOf(ownOf(order)),
  });
  if (!given.ok) return given;
  const { measureId } = given.value;
  await insertAct(scope, ownOf(order), { act: "deduct", accountId, measureId, state: "instructed", amountMinor });
  return decided({ orders: [order], effect: given.value }, decision.basis);
}

/** A query: taken in; its package is put together by itself. */
export async function query(
  scope: Scope,
  input: PaperInput,
  intake: Intake,
  target: Target,
): Promise<Result<CarriedOut>> {
  const [only, ...others] = target.accounts;
  const accountId = input.target === "account" && others.length === 0 ? (only?.accountId ?? null) : null;
  const order = await orderOf(scope, input, { intake, state: "registered", customerId: target.customerId, accountId });
  await insertOrder(scope, order);
  return decided({ orders: [order], effect: NOTHING });
}
