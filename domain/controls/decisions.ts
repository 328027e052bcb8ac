import type { Rules } from "../rulebook/model";
import type { ApprovalId, MeasureId, PersonId } from "../shared/ids";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { orderNeededBasis, releaseBasis, restrictionBasis } from "./basis";
import type { ReleaseReason, RestrictionReason } from "./codes";
import { refuseExtent } from "./extent";
import type {
  ControlledAccount,
  DroppedMeasure,
  Extent,
  InForceMeasure,
  InstructedMeasure,
  Measure,
  MeasureKind,
  ProposedMeasure,
  ReleaseInstructedMeasure,
  ReleaseProposedMeasure,
} from "./model";
import type { ControlsPolicy } from "./policy";

/** What a person asks for on the institution's own judgement. */
export type RestrictionAsked = Extent & {
  readonly kind: MeasureKind;
  readonly reasonCode: RestrictionReason;
  readonly reviewOn: LocalDate;
  /** The very moment it ends by itself; null without a term. */
  readonly expiresAt: Instant | null;
};

/**
 * Proposes a restriction. `measures` are all of the account's, `cards` the ids of its holder's bound cards. Refuses, in this order: a freeze or deduction, which own
 * judgement cannot give (trap-freeze-own-judgement); a closed account; a reach that contradicts itself; a term over; a review date not after today or later than the house allows; a proposal of the same scope still waiting.
 * Rests on the reason's rules and on what forbids more than a restriction.
 */
export function requestRestriction(input: {
  readonly id: MeasureId;
  readonly approvalId: ApprovalId;
  readonly account: ControlledAccount;
  readonly measures: readonly Measure[];
  readonly cards: readonly string[];
  readonly asked: RestrictionAsked;
  readonly by: PersonId;
  readonly now: Instant;
  readonly rules: Rules;
  readonly policy: ControlsPolicy;
}): Result<ProposedMeasure> {
  const { account, asked, now, rules } = input;
  const today = shanghaiDate(now);
  if (asked.kind !== "restriction") {
    return refuse("controls.restriction.kind-needs-order", { field: "kind", basis: orderNeededBasis(rules, today) });
  }
  const refusal =
    refuseAccount(account) ??
    refuseExtent(asked, input.cards) ??
    refuseTermOver(asked.expiresAt, now) ??
    refuseReview(asked.reviewOn, today, input.policy) ??
    refuseTwin(asked, input.measures);
  if (refusal) return refusal;
  const basis = restrictionBasis(asked.reasonCode, rules, today);
  const measure: ProposedMeasure = {
    id: input.id,
    accountId: account.id,
    customerId: account.customerId,
    kind: "restriction",
    source: "own-judgement",
    reasonCode: asked.reasonCode,
    rule: basis[0],
    scope: asked.scope,
    amountMinor: asked.amountMinor,
    target: asked.target,
    startsAt: null,
    expiresAt: asked.expiresAt,
    reviewOn: asked.reviewOn,
    requestedBy: input.by,
    requestedAt: now,
    approvalId: input.approvalId,
    subject: null,
    secret: false,
    liftFor: null,
    state: "proposed",
  };
  return decided(measure, basis);
}

/** The "no" of a closed account; undefined for an open one. */
export function refuseAccount(account: Pick<ControlledAccount, "status">): Refusal | undefined {
  return account.status === "closed" ? refuse("controls.restriction.account-closed") : undefined;
}

function refuseTermOver(expiresAt: Instant | null, now: Instant): Refusal | undefined {
  const over = expiresAt !== null && expiresAt <= now;
  return over ? refuse("controls.measure.term-past", { field: "expiresAt" }) : undefined;
}

/** The "no" of a review date out of bounds; undefined for a good one. */
export function refuseReview(reviewOn: LocalDate, today: LocalDate, policy: ControlsPolicy): Refusal | undefined {
  if (reviewOn <= today) return refuse("controls.restriction.review-past", { field: "reviewOn" });
  const latest = addDays(today, policy.reviewWithinDays);
  if (reviewOn <= latest) return undefined;
  return refuse("controls.restriction.review-too-far", {
    field: "reviewOn",
    params: { days: policy.reviewWithinDays, latest },
  });
}

function refuseTwin(asked: Extent, measures: readonly Measure[]): Refusal | undefined {
  const waiting = measures.some(
    ({ state, scope, target }) => state === "proposed" && scope === asked.scope && target === asked.target,
  );
  return waiting ? refuse("controls.restriction.already-proposed", { field: "scope" }) : undefined;
}

/** The second person agreed: the core is told now. Refuses what is not proposed, and a term over by now. Rests on what the proposal rests on. */
export function applyRestriction(input: {
  readonly measure: Measure;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<InstructedMeasure> {
  const { measure, now, rules } = input;
  if (measure.state !== "proposed") return notProposed(measure);
  const over = refuseTermOver(measure.expiresAt, now);
  if (over) return over;
  const basis = restrictionBasis(measure.reasonCode, rules, shanghaiDate(now));
  return decided({ ...measure, state: "instructed", startsAt: now, instructedAt: now }, basis);
}

/** Ends a proposal without effect. Refuses what is not proposed. */
export function dropRestriction(measure: Measure, as: DroppedMeasure["state"]): Result<DroppedMeasure> {
  return measure.state === "proposed" ? decided({ ...measure, state: as }) : notProposed(measure);
}

/**
 * Proposes to end one restriction; no other is touched. Refuses a measure that is not in force, one whose release is
 * already under way included, and one whose ground is decided elsewhere. Rests on the release reason's rules.
 */
export function requestRelease(input: {
  readonly measure: Measure;
  readonly approvalId: ApprovalId;
  readonly reasonCode: ReleaseReason;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<ReleaseProposedMeasure> {
  const { measure, approvalId, reasonCode, now, rules } = input;
  if (measure.state !== "in-force")
    return refuse("controls.release.not-in-force", { params: { state: measure.state } });
  if (!releasedByHand(measure)) return refuse("controls.release.not-by-hand");
  return decided(
    { ...measure, state: "release-proposed", releaseReasonCode: reasonCode, releaseApprovalId: approvalId },
    releaseBasis(reasonCode, rules, shanghaiDate(now)),
  );
}

/**
 * False where no proposal ends it: the ground may not be told, or it is an authority's or the holder's, and ends where that
 * is decided.
 */
export function releasedByHand({ reasonCode, source }: Pick<Measure, "reasonCode" | "source">): boolean {
  return reasonCode !== "under-review" && source !== "authority" && source !== "customer";
}

/** The second person agreed to the release: the core is told now; in force until it confirms. */
export function applyRelease(input: {
  readonly measure: Measure;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<ReleaseInstructedMeasure> {
  const { measure, now, rules } = input;
  if (measure.state !== "release-proposed") return releaseNotProposed(measure);
  return decided(
    { ...measure, liftFor: null, state: "release-instructed", endedAt: now, noticedAt: now },
    releaseBasis(measure.releaseReasonCode, rules, shanghaiDate(now)),
  );
}

/** Ends a proposed release, by whatever cause: the measure simply stays in force. */
export function dropRelease(measure: Measure): Result<InForceMeasure> {
  if (measure.state !== "release-proposed") return releaseNotProposed(measure);
  return decided(backInForce(measure));
}

/** The measure as it was before its release was proposed. */
export function backInForce(measure: ReleaseProposedMeasure | ReleaseInstructedMeasure): InForceMeasure {
  const { releaseReasonCode: _reason, releaseApprovalId: _approval, ...rest } = measure;
  if (rest.state === "release-proposed") return { ...rest, state: "in-force" };
  const { endedAt: _ended, noticedAt: _noticed, ...held } = rest;
  return { ...held, state: "in-force" };
}

function notProposed({ state }: Measure): Refusal {
  return refuse("controls.measure.not-proposed", { params: { state } });
}

function releaseNotProposed({ state }: Measure): Refusal {
  return refuse("controls.release.not-proposed", { params: { state } });
}
