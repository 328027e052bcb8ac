import type { AtOnceRelease, OrderReason } from "@/domain/controls/codes";
import { type Ending, endMeasure } from "@/domain/controls/endings";
import type { Extent, Measure, MeasureSubject } from "@/domain/controls/model";
import { shown } from "@/domain/controls/secrecy";
import { extendMeasure as decideExtension } from "@/domain/controls/term";
import { decided, type Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";
import { dropReview } from "./after-review";
import type { AskedAtOnce, AtOnce } from "./asked";
import { NOTHING, type SystemEffect } from "./effect";
import { measureEntry } from "./entry";
import { type GivenSessions, openGiving } from "./giving";
import { holdMeasure } from "./held";
import { instruct } from "./instruct";
import { type AccountView, saveMeasure } from "./store";

export type { AtOnce } from "./asked";

type Given = SystemEffect & { readonly measureId: string; readonly number: string };

/**
 * Gives a measure inside the caller's command, with nobody's yes and without the core's dry run: the core is told by the
 * outbox, and its "no" goes to the worklist. Asked again for the same reason, paper and reach it changes nothing
 * (`already`). A lead looks at it afterwards, unless `afterReview` is false or its paper may not be told of. Refuses as
 * `imposeMeasure` does. The caller commits `audit` and `events`.
 */
export function imposeAtOnce(scope: Scope, asked: AtOnce): Promise<Result<Given & { outcome: "imposed" | "already" }>> {
  return give(scope, asked);
}

/** What an authority's decision takes: a sum, in minor units of the account's currency, once. */
export type Deduction = {
  readonly accountId: string;
  readonly customerId: string;
  readonly amountMinor: bigint;
  readonly reasonCode?: OrderReason | undefined;
  readonly rule?: string | undefined;
  readonly subject: MeasureSubject;
};

/**
 * Orders a deduction inside the caller's command. Whole or not at all: the core refuses what the balance does not bear,
 * and the measure has then failed. Refuses as `imposeMeasure` does.
 */
export function orderDeduction(
  scope: Scope,
  asked: Deduction,
): Promise<Result<Given & { outcome: "imposed" | "already" }>> {
  const { amountMinor, reasonCode = "order-deduction" } = asked;
  const extent: Extent = { scope: "amount", amountMinor, target: null };
  const what = { kind: "deduction", source: "authority", reasonCode, extent, expiresAt: null } as const;
  return give(scope, { ...asked, ...what, afterReview: false });
}

async function give(scope: Scope, asked: AskedAtOnce): Promise<Result<Given & { outcome: "imposed" | "already" }>> {
  const giving = await openGiving(scope, [asked.accountId]);
  const given = giving.impose(asked);
  if (!given.ok) return given;
  const { writes, audit, events, numbers } = await giving.close();
  await writeNow(scope.tx, writes);
  const { measureId, outcome } = given.value;
  const number = given.value.number ?? numbers.get(measureId) ?? "";
  return decided({ audit, events, measureId, number, outcome }, given.basis);
}

/**
 * Orders the end of every session the account's holder has open, in the caller's command. Asked again for the same
 * account and subject it gives the order there is, with no news to send. Throws not-found for an account out of sight
 * or of another customer.
 */
export async function instructSessions(
  scope: Scope,
  asked: { readonly accountId: string; readonly customerId: string; readonly subject: MeasureSubject },
): Promise<GivenSessions & Pick<SystemEffect, "events">> {
  const giving = await openGiving(scope, [asked.accountId], asked.subject);
  const ended = giving.endSessions(asked);
  const { writes, events } = await giving.close();
  await writeNow(scope.tx, writes);
  return { ...ended, events };
}

/**
 * Ends a measure inside the caller's command; other measures stay. `lifting`: the core is told. `awaited`: it is told as
 * soon as the core has confirmed the measure, or the proposal under way is over. `ended`: nothing is left to lift. Refuses
 * whoever may not end it, as `endMeasure` does. The caller commits `audit` and `events`.
 */
export async function endAtOnce(
  scope: Scope,
  asked: {
    readonly measureId: string;
    readonly reasonCode: Exclude<AtOnceRelease, "term-ended">;
    readonly subject: MeasureSubject;
  },
): Promise<Result<SystemEffect & { outcome: Ending["outcome"] }>> {
  const { now, rules } = scope;
  const { account, measure, number } = await holdMeasure(scope, asked.measureId);
  const { reasonCode: reason, subject } = asked;
  const decision = endMeasure({ measure, reason, subject, now, rules });
  if (!decision.ok) return decision;
  const { effect } = await carryOut(scope, { account, number, ending: decision.value, basis: decision.basis });
  return decided({ ...effect, outcome: decision.value.outcome }, decision.basis);
}

/** Writes an end that was decided: the measure, the order to the core, the worklist, and the entry for the log. */
export async function carryOut(
  scope: Scope,
  end: {
    readonly account: AccountView;
    readonly number: string;
    readonly ending: Ending;
    readonly basis: readonly RuleRef[];
  },
): Promise<{ effect: SystemEffect; instruction: string | null }> {
  const { outcome, measure } = end.ending;
  if (outcome === "ended") return { effect: NOTHING, instruction: null };
  await saveMeasure(scope.tx, measure);
  const order = outcome === "lifting" ? await instruct(scope, measure, "lift", end.account.currency) : null;
  await dropReview(scope, measure.id);
  const asSeen = shown(measure);
  const more = {
    release: "releaseReasonCode" in asSeen ? asSeen.releaseReasonCode : asSeen.liftFor,
    ...(order ? { instruction: order.id, sequence: order.sequence } : { awaited: true }),
  };
  const basis = measure.secret ? [] : end.basis;
  const audit = measureEntry("controls.measure.lift", { number: end.number, measure, basis, more });
  return { effect: { audit: [audit], events: order ? [order.event] : [] }, instruction: order?.id ?? null };
}

/**
 * Renews a measure to a later moment, inside the caller's command; the core need not know. Never shortens. `source` is who
 * renews, the authority when left out; refuses as the domain does. The caller commits `audit` and `events`.
 */
export async function extendMeasure(
  scope: Scope,
  asked: {
    readonly measureId: string;
    readonly expiresAt: Instant;
    readonly rule?: string | undefined;
    readonly source?: Measure["source"] | undefined;
    readonly subject: MeasureSubject;
  },
): Promise<Result<SystemEffect>> {
  const { now, rules } = scope;
  const { measure: before, number } = await holdMeasure(scope, asked.measureId);
  const { expiresAt, rule: ruleId, source = "authority" } = asked;
  const decision = decideExtension({ measure: before, source, expiresAt, ruleId, now, rules });
  if (!decision.ok) return decision;
  await saveMeasure(scope.tx, decision.value);
  const more = { was: before.expiresAt, expiresAt, subject: asked.subject.type, subjectId: asked.subject.id };
  const entry = measureEntry("controls.measure.extend", {
    number,
    measure: decision.value,
    basis: decision.basis,
    more,
  });
  const audit = before.secret ? { ...entry, clearance: "suspicion" as const } : entry;
  return decided({ audit: [audit], events: [] }, decision.basis);
}
