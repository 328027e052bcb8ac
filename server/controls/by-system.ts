import { sql } from "drizzle-orm";
import {
  awaitedLift,
  type GroundStated,
  imposeRestriction,
  liftRestriction,
  wantsAfterReview,
} from "@/domain/controls/by-system";
import { type SystemGround, shownReason } from "@/domain/controls/codes";
import type { Measure, MeasureScope, MeasureSubject } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import type { MeasureId } from "@/domain/shared/ids";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { addDays, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";
import { instruct } from "./instruct";
import { findAccount, findMeasure, insertMeasure, measuresOf, saveMeasure } from "./store";

/** Looking at a measure of the system after it was given. */
export const REVIEW_ITEM = "measure-review";

/** What the caller's command commits together with its own: entries of the log and news to send. */
export type SystemEffect = { readonly audit: readonly AuditEvent[]; readonly events: readonly OutboxEvent[] };

const NOTHING: SystemEffect = { audit: [], events: [] };

export type Imposition = {
  readonly accountId: string;
  /** The account's holder; refused as not found where the account is another's. */
  readonly customerId: string;
  readonly scope: Exclude<MeasureScope, "amount">;
  readonly reasonCode: SystemGround;
  /** A rule's id, where another row than the reason's first carries this case. */
  readonly rule?: string | undefined;
  /** The day by which somebody looks again; the house's own term when left out. */
  readonly reviewOn?: LocalDate | null | undefined;
  /** What it stands on: a thing of the caller's, with a UUID. */
  readonly subject: MeasureSubject;
};

/**
 * Restricts an account on a fact, inside the caller's command, with nobody's yes and without the core's dry run: an
 * order the core turns down goes to the worklist like any other. Asked again for the same account, reason and subject
 * it changes nothing (`already`); one that failed at the core is tried anew. The caller commits `audit` and `events`.
 * A ground that may not be told leaves only `under-review` in the measure, the order and the log; the caller keeps the
 * truth behind its own fence. Throws not-found for an account out of sight; refuses a closed account and a review date
 * out of bounds.
 */
export async function imposeBySystem(
  scope: Scope,
  asked: Imposition,
): Promise<Result<SystemEffect & { measureId: string; outcome: "imposed" | "kept" | "already" }>> {
  const { tx, now, rules } = scope;
  const account = (await findAccount(tx, asked.accountId, { lock: true })) ?? notFound();
  if (account.customerId !== asked.customerId) notFound();
  const stated: GroundStated = {
    ground: asked.reasonCode,
    scope: asked.scope,
    subject: asked.subject,
    reviewOn: asked.reviewOn ?? null,
    ruleId: asked.rule,
  };
  const measures = (await measuresOf(tx, account.id, { lock: true })).map(({ measure }) => measure);
  const id: MeasureId = scope.newId<"measure">();
  const decision = imposeRestriction({ id, account, measures, stated, now, rules, policy: CONTROLS_POLICY });
  if (!decision.ok) return decision;
  const { outcome, measure } = decision.value;
  if (outcome === "already") return decided({ ...NOTHING, measureId: measure.id, outcome }, decision.basis);
  if (outcome === "kept") {
    await saveMeasure(tx, measure);
    const stored = (await findMeasure(tx, measure.id, { lock: false })) ?? notFound();
    const audit = entry("controls.measure.impose", stored.number, measure, decision.basis, { again: true });
    return decided({ audit: [audit], events: [], measureId: measure.id, outcome }, decision.basis);
  }
  const number = await takeNumber(tx, "measure");
  await insertMeasure(tx, scope.actor, { measure, number, noteSealed: null });
  const order = await instruct(scope, measure, "restrict", account.currency);
  if (wantsAfterReview(measure)) await openReview(scope, measure, number);
  const audit = entry("controls.measure.impose", number, measure, decision.basis, {
    scope: measure.scope,
    reviewOn: measure.reviewOn,
    instruction: order.id,
    sequence: order.sequence,
  });
  return decided({ audit: [audit], events: [order.event], measureId: measure.id, outcome }, decision.basis);
}

function entry(
  kind: "controls.measure.impose" | "controls.measure.lift",
  number: string,
  measure: Measure,
  basis: readonly RuleRef[],
  more: AuditEvent["data"],
): AuditEvent {
  return {
    kind,
    subject: { type: "measure", id: measure.id },
    basis,
    data: { number, account: measure.accountId, reason: measure.reasonCode, ...more },
  };
}

function openReview(scope: Scope, measure: Measure, number: string): Promise<number> {
  const item = {
    kind: REVIEW_ITEM,
    number,
    subjectType: "measure",
    subjectId: measure.id,
    customerId: measure.customerId,
    accountId: measure.accountId,
    dueOn: addDays(shanghaiDate(scope.now), CONTROLS_POLICY.afterReviewDays),
  };
  return openItems(scope.tx, scope.actor, [item], scope.now);
}

/**
 * Ends a measure of the system because its ground is gone, inside the caller's command; other measures stay. Where the
 * core has not confirmed it yet, or its release waits for a second person, the lift follows by itself (`awaited`).
 * `ended` where there is nothing left to lift. The caller commits `audit` and `events`. Refuses a measure that people
 * gave, and one kept for another reason than `reasonCode`.
 */
export async function liftBySystem(
  scope: Scope,
  which: { readonly measureId: string; readonly reasonCode: SystemGround },
): Promise<Result<SystemEffect & { outcome: "lifting" | "awaited" | "ended" }>> {
  const { tx, now, rules } = scope;
  const seen = (await findMeasure(tx, which.measureId, { lock: false })) ?? notFound();
  const account = (await findAccount(tx, seen.measure.accountId, { lock: true })) ?? notFound();
  const { measure: before, number } = (await findMeasure(tx, which.measureId, { lock: true })) ?? notFound();
  if (before.reasonCode !== shownReason(which.reasonCode)) return refuse("controls.release.not-by-system");
  const decision = liftRestriction({ measure: before, now, rules });
  if (!decision.ok) return decision;
  const { outcome, measure } = decision.value;
  if (outcome === "ended") return decided({ ...NOTHING, outcome }, decision.basis);
  await saveMeasure(tx, measure);
  const order = outcome === "lifting" ? await instruct(scope, measure, "lift", account.currency) : null;
  await closeItems(tx, scope.actor, { kind: REVIEW_ITEM, subjectIds: [measure.id], as: "cancelled" }, now);
  const audit = entry("controls.measure.lift", number, measure, decision.basis, {
    ...(order ? { instruction: order.id, sequence: order.sequence } : { awaited: true }),
  });
  return decided({ audit: [audit], events: order ? [order.event] : [], outcome }, decision.basis);
}

/** Orders the lift that waited for a measure to be plainly in force. Nothing where none did. */
export async function liftAwaited(
  scope: Scope,
  { measure, number }: { readonly measure: Measure; readonly number: string },
): Promise<SystemEffect> {
  const lifting = awaitedLift(measure);
  if (!lifting) return NOTHING;
  const account = (await findAccount(scope.tx, measure.accountId, { lock: true })) ?? notFound();
  await saveMeasure(scope.tx, lifting);
  const order = await instruct(scope, lifting, "lift", account.currency);
  const data = { instruction: order.id, sequence: order.sequence };
  return { audit: [entry("controls.measure.lift", number, lifting, [], data)], events: [order.event] };
}

/** True while a lead is to look at a measure of the system. */
export async function afterReviewOpen({ tx }: Pick<Scope, "tx">, measureId: string): Promise<boolean> {
  const { rows } = await tx.execute(
    sql`select from work_items where kind = ${REVIEW_ITEM} and subject_id = ${measureId}::uuid and state = 'open'`,
  );
  return rows.length > 0;
}
