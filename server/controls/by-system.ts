import { type GroundStated, imposeRestriction, liftRestriction, wantsAfterReview } from "@/domain/controls/by-system";
import { type SystemGround, shownReason } from "@/domain/controls/codes";
import { awaitedLift } from "@/domain/controls/endings";
import type { Measure, MeasureSubject } from "@/domain/controls/model";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { shown } from "@/domain/controls/secrecy";
import type { MeasureId } from "@/domain/shared/ids";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { openReview } from "./after-review";
import { carryOut } from "./at-once";
import { NOTHING, type SystemEffect } from "./effect";
import { measureEntry } from "./entry";
import { holdMeasure } from "./held";
import { instruct } from "./instruct";
import { findAccount, findMeasure, insertMeasure, measuresOf, saveMeasure } from "./store";

export type Imposition = {
  readonly accountId: string;
  /** The account's holder; refused as not found where the account is another's. */
  readonly customerId: string;
  readonly scope: "all" | "debit" | "credit";
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
    const { number } = stored;
    const { basis } = decision;
    const audit = measureEntry("controls.measure.impose", { number, measure, basis, more: { again: true } });
    return decided({ audit: [audit], events: [], measureId: measure.id, outcome }, decision.basis);
  }
  const number = await takeNumber(tx, "measure");
  await insertMeasure(tx, scope.actor, { measure, number, noteSealed: null });
  const order = await instruct(scope, measure, "restrict", account.currency);
  if (wantsAfterReview(measure)) await openReview(scope, measure, number);
  const { basis } = decision;
  const told = { instruction: order.id, sequence: order.sequence };
  const more = { scope: measure.scope, reviewOn: measure.reviewOn, ...told };
  const audit = measureEntry("controls.measure.impose", { number, measure, basis, more });
  return decided({ audit: [audit], events: [order.event], measureId: measure.id, outcome }, decision.basis);
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
  const { now, rules } = scope;
  const { account, measure: before, number } = await holdMeasure(scope, which.measureId);
  if (before.reasonCode !== shownReason(which.reasonCode)) return refuse("controls.release.not-by-system");
  const decision = liftRestriction({ measure: before, now, rules });
  if (!decision.ok) return decision;
  const { effect } = await carryOut(scope, { account, number, ending: decision.value, basis: decision.basis });
  return decided({ ...effect, outcome: decision.value.outcome }, decision.basis);
}

/** Orders the lift that waited for a measure to be plainly in force. Nothing where none did. */
export async function liftAwaited(
  scope: Scope,
  { measure, number }: { readonly measure: Measure; readonly number: string },
): Promise<SystemEffect> {
  const lifting = awaitedLift(measure, scope.now);
  if (!lifting) return NOTHING;
  const account = (await findAccount(scope.tx, measure.accountId, { lock: true })) ?? notFound();
  await saveMeasure(scope.tx, lifting);
  const order = await instruct(scope, lifting, "lift", account.currency);
  const more = { release: shown(lifting).releaseReasonCode, instruction: order.id, sequence: order.sequence };
  const audit = measureEntry("controls.measure.lift", { number, measure: lifting, basis: [], more });
  return { audit: [audit], events: [order.event] };
}
