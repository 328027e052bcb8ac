import type { Rules } from "../rulebook/model";
import type { MeasureId } from "../shared/ids";
import { decided, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { releaseBasis, restrictionBasis } from "./basis";
import { SHOWN_REASON, type SystemGround, type SystemReason, shownReason } from "./codes";
import { refuseAccount, refuseReview } from "./decisions";
import { type Ending, endingOf } from "./endings";
import type {
  ControlledAccount,
  InForceMeasure,
  InstructedMeasure,
  Measure,
  MeasureSubject,
  ReleaseProposedMeasure,
} from "./model";
import type { ControlsPolicy } from "./policy";

/** What a capability asks the system to restrict: whole functions, never a sum. */
export type GroundStated = {
  readonly ground: SystemGround;
  readonly scope: "all" | "debit" | "credit";
  /** What it stands on; one live measure per account, reason and subject. */
  readonly subject: MeasureSubject;
  /** The day by which somebody looks again; null leaves it to the house. */
  readonly reviewOn: LocalDate | null;
  /** The row that carries it in this case, where it is another than the reason's first. */
  readonly ruleId?: string | undefined;
};

/** The reasons whose rules leave room for good reasons: a lead looks at each afterwards. */
const LEAVES_ROOM: readonly SystemReason[] = ["identity-expired", "reverification-unanswered"];

/** True where somebody looks at a measure by the system after it was given. */
export function wantsAfterReview({ reasonCode }: Pick<Measure, "reasonCode">): boolean {
  return (LEAVES_ROOM as readonly string[]).includes(reasonCode);
}

/** A measure of the system that still holds, and is not on its way out. */
type Standing = Extract<InstructedMeasure | InForceMeasure | ReleaseProposedMeasure, { readonly source: "system" }>;

function isStanding(measure: Measure): measure is Standing {
  return (
    measure.source === "system" &&
    (measure.state === "instructed" || measure.state === "in-force" || measure.state === "release-proposed")
  );
}

/** What came of stating a ground. `already`: the measure for it stood before, at most kept from ending. */
export type Imposed =
  | { readonly outcome: "imposed"; readonly measure: InstructedMeasure }
  | { readonly outcome: "kept"; readonly measure: Standing }
  | { readonly outcome: "already"; readonly measure: Standing };

/**
 * Restricts on a fact: instructed at once, with nobody's yes. `measures` are all of the account's. The same ground about
 * the same subject gives no second measure; one about to end for want of its ground stays. Refuses a closed account and a
 * review date not after today or later than the house allows. Rests on the reason's rules and on what forbids more than a
 * restriction.
 */
export function imposeRestriction(input: {
  readonly id: MeasureId;
  readonly account: ControlledAccount;
  readonly measures: readonly Measure[];
  readonly stated: GroundStated;
  readonly now: Instant;
  readonly rules: Rules;
  readonly policy: ControlsPolicy;
}): Result<Imposed> {
  const { account, stated, now, rules, policy } = input;
  const today = shanghaiDate(now);
  const reasonCode = shownReason(stated.ground);
  const subject = shownSubject(stated);
  const reviewOn = stated.reviewOn ?? addDays(today, policy.reviewWithinDays);
  const refusal = refuseAccount(account) ?? refuseReview(reviewOn, today, policy);
  if (refusal) return refusal;
  const same = input.measures
    .filter(isStanding)
    .find((one) => one.reasonCode === reasonCode && sameSubject(one, subject));
  const basis = basisOf(stated, reasonCode, rules, today);
  if (same?.liftFor) return decided({ outcome: "kept", measure: { ...same, liftFor: null } }, basis);
  if (same) return decided({ outcome: "already", measure: same }, basis);
  const measure: InstructedMeasure = {
    id: input.id,
    accountId: account.id,
    customerId: account.customerId,
    kind: "restriction",
    source: "system",
    reasonCode,
    rule: basis[0],
    scope: stated.scope,
    amountMinor: null,
    target: null,
    startsAt: now,
    expiresAt: null,
    reviewOn,
    requestedBy: "system",
    requestedAt: now,
    approvalId: null,
    subject,
    secret: false,
    liftFor: null,
    state: "instructed",
    instructedAt: now,
  };
  return decided({ outcome: "imposed", measure }, basis);
}

function basisOf(
  { ruleId }: GroundStated,
  reason: SystemReason,
  rules: Rules,
  on: LocalDate,
): readonly [RuleRef, ...RuleRef[]] {
  const basis = restrictionBasis(reason, rules, on);
  return ruleId === undefined || ruleId === basis[0].ruleId
    ? basis
    : [rules.ref(ruleId, on), ...basis.filter((ref) => ref.ruleId !== ruleId)];
}

/** Whose name may not be told is kept as a review: the id says nothing to who cannot open it. */
function shownSubject({ ground, subject }: GroundStated): MeasureSubject {
  return ground in SHOWN_REASON ? { type: "review", id: subject.id } : subject;
}

function sameSubject(standing: Standing, subject: MeasureSubject): boolean {
  return standing.subject.type === subject.type && standing.subject.id === subject.id;
}

/**
 * Ends a measure of the system whose ground is gone; no other is touched. One that the core has not confirmed, and one
 * whose release waits for a second person, are lifted once that is over. Refuses a measure that people gave.
 */
export function liftRestriction(input: {
  readonly measure: Measure;
  readonly now: Instant;
  readonly rules: Rules;
}): Result<Ending> {
  const { measure, now, rules } = input;
  if (measure.source !== "system") return refuse("controls.release.not-by-system");
  const basis = releaseBasis("ground-gone", rules, shanghaiDate(now));
  return decided(endingOf(measure, { reason: "ground-gone", at: now, now }), basis);
}
