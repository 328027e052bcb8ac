import type { Rules } from "../rulebook/model";
import type { MeasureId, PersonId } from "../shared/ids";
import { decided, type Refusal, type Result, refuse } from "../shared/result";
import type { RuleRef } from "../shared/rule-ref";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "../shared/time";
import { atOnceBasis, orderNeededBasis } from "./basis";
import { type AtOnceReason, HOLDER_REASONS, ORDER_REASONS, URGENT_REASONS } from "./codes";
import { refuseAccount, refuseReview } from "./decisions";
import { refuseExtent, sameReach } from "./extent";
import {
  type AtOnceOrigin,
  type ControlledAccount,
  type Extent,
  type InForceMeasure,
  type InstructedMeasure,
  KINDS_OF_SOURCE,
  type Measure,
  type MeasureKind,
  type MeasureSource,
  type MeasureSubject,
} from "./model";
import type { ControlsPolicy } from "./policy";
import { refuseTerm } from "./term";

/** What is asked at once: by an authority's paper, for the holder, or on urgent own risk. */
export type AtOnceAsked = {
  readonly kind: MeasureKind;
  readonly source: Exclude<MeasureSource, "system">;
  readonly reasonCode: AtOnceReason;
  readonly extent: Extent;
  /** The row that carries it in this case, where it is another than the reason's first. */
  readonly ruleId?: string | undefined;
  /** What it stands on; only own judgement may stand on nothing but itself. */
  readonly subject: MeasureSubject | null;
  /** From when it counts by its paper, never later than now; null for now. */
  readonly startsAt: Instant | null;
  /** The very moment it ends; null without a term. */
  readonly expiresAt: Instant | null;
  /** The day by which somebody looks again; null leaves it to the house. */
  readonly reviewOn: LocalDate | null;
  readonly secret: boolean;
};

const REASONS_OF_SOURCE: Readonly<Record<AtOnceAsked["source"], readonly string[]>> = {
  authority: Object.keys(ORDER_REASONS),
  customer: Object.keys(HOLDER_REASONS),
  "own-judgement": Object.keys(URGENT_REASONS),
};

/** The kinds a reason can carry, where they are fewer than its source's. */
const KINDS_OF_REASON: Partial<Record<AtOnceReason, readonly MeasureKind[]>> = {
  "order-stop": ["stop"],
  "order-freeze": ["freeze"],
  "order-aml-freeze": ["freeze"],
  "order-deduction": ["deduction"],
  "caller-unverified": ["stop"],
};

/** A measure given at once that holds, and is not on its way out. */
type Standing = Extract<InstructedMeasure | InForceMeasure, AtOnceOrigin>;

/** `already`: the same measure, on the same paper, stood before. */
export type GivenAtOnce =
  | { readonly outcome: "imposed"; readonly measure: InstructedMeasure }
  | { readonly outcome: "already"; readonly measure: Standing };

/**
 * Gives a measure with nobody's yes beforehand. `measures` are all of the account's, `cards` the ids of its holder's bound
 * cards, `by` the person who acts, null for a machine. Asked again for the same reason, paper and reach it gives no second
 * one. Refuses a kind or a reason its source cannot give (own judgement never stops or freezes), own judgement without a
 * person, a paper left out, a closed account, a reach or term that contradicts itself, a start still to come, a term
 * already over or longer than the rule's own hours, and a review date out of bounds. Rests on the reason's rules.
 */
export function imposeMeasure(input: {
  readonly id: MeasureId;
  readonly account: ControlledAccount;
  readonly measures: readonly Measure[];
  readonly cards: readonly string[];
  readonly asked: AtOnceAsked;
  readonly by: PersonId | null;
  readonly now: Instant;
  readonly rules: Rules;
  readonly policy: ControlsPolicy;
}): Result<GivenAtOnce> {
  const { account, asked, by, now, rules, policy } = input;
  const today = shanghaiDate(now);
  const reviewOn = asked.reviewOn ?? addDays(today, policy.reviewWithinDays);
  const refusal =
    refuseOrigin(asked, by, rules, today) ??
    refuseAccount(account) ??
    refuseExtent(asked.extent, input.cards) ??
    refuseContradiction(asked) ??
    refuseReview(reviewOn, today, policy);
  if (refusal) return refusal;
  const basis = basisOf(asked, rules, today);
  const same = input.measures.filter(isStanding).find((one) => isSame(one, asked));
  if (same) return decided({ outcome: "already", measure: same }, basis);
  const late = refuseTerm({ ...asked, startsAt: asked.startsAt ?? now }, now, rules);
  if (late) return late;
  const measure: InstructedMeasure = {
    ...originOf(asked, by),
    id: input.id,
    accountId: account.id,
    customerId: account.customerId,
    rule: basis[0],
    ...asked.extent,
    startsAt: asked.startsAt ?? now,
    expiresAt: asked.expiresAt,
    reviewOn,
    requestedAt: now,
    secret: asked.secret,
    liftFor: null,
    state: "instructed",
    instructedAt: now,
  };
  return decided({ outcome: "imposed", measure }, basis);
}

/** Who may give what: the kinds and the reasons of its source, a person behind own judgement, a paper behind the rest. */
function refuseOrigin(asked: AtOnceAsked, by: PersonId | null, rules: Rules, today: LocalDate): Refusal | undefined {
  const { kind, source, reasonCode, subject, secret } = asked;
  if (!(KINDS_OF_SOURCE[source] as readonly MeasureKind[]).includes(kind)) {
    const basis = orderNeededBasis(rules, today);
    return refuse("controls.measure.kind-not-of-source", { field: "kind", basis, params: { kind, source } });
  }
  const fits = KINDS_OF_REASON[reasonCode]?.includes(kind) ?? true;
  if (!fits || !REASONS_OF_SOURCE[source].includes(reasonCode) || (secret && source !== "authority")) {
    return refuse("controls.measure.reason-not-of-source", { field: "reasonCode", params: { source } });
  }
  if (source === "own-judgement" && by === null) return refuse("controls.measure.person-required");
  return source !== "own-judgement" && subject === null ? refuse("controls.measure.subject-missing") : undefined;
}

/** A stop takes money out and ends by itself; a deduction is a sum, once. */
function refuseContradiction({ kind, extent, expiresAt }: AtOnceAsked): Refusal | undefined {
  const contradicts = (field: string) => refuse("controls.measure.scope-contradicts", { field, params: { kind } });
  if (kind === "stop" && extent.scope === "credit") return contradicts("scope");
  if (kind === "stop" && expiresAt === null) return refuse("controls.measure.term-missing", { field: "expiresAt" });
  if (kind !== "deduction") return undefined;
  if (extent.scope !== "amount") return contradicts("scope");
  return expiresAt === null ? undefined : contradicts("expiresAt");
}

function isStanding(measure: Measure): measure is Standing {
  const holds = measure.state === "instructed" || measure.state === "in-force";
  return holds && measure.source !== "system" && measure.approvalId === null && measure.liftFor === null;
}

function isSame(standing: Standing, { reasonCode, subject, extent }: AtOnceAsked): boolean {
  if (standing.reasonCode !== reasonCode || !sameReach(standing, extent)) return false;
  return standing.subject?.type === subject?.type && standing.subject?.id === subject?.id;
}

function basisOf(asked: AtOnceAsked, rules: Rules, on: LocalDate): readonly [RuleRef, ...RuleRef[]] {
  const basis = atOnceBasis(asked.reasonCode, rules, on);
  const { ruleId } = asked;
  if (ruleId === undefined || ruleId === basis[0].ruleId) return basis;
  return [rules.ref(ruleId, on), ...basis.filter((ref) => ref.ruleId !== ruleId)];
}

/** The origin asked for; what contradicts itself has been refused before. */
function originOf({ kind, source, reasonCode, subject }: AtOnceAsked, by: PersonId | null): AtOnceOrigin {
  return { kind, source, reasonCode, subject, requestedBy: by ?? "system", approvalId: null } as AtOnceOrigin;
}
