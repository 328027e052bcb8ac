import type { AccountId, ApprovalId, CustomerId, Id, MeasureId, PersonId } from "../shared/ids";
import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";
import type { ReleaseReason, RestrictionReason, SystemReason, SystemRelease } from "./codes";

/** What a measure takes away: all movement, money out, money in, or the use of a fixed sum. */
export const SCOPES = ["all", "debit", "credit", "amount"] as const;
export type MeasureScope = (typeof SCOPES)[number];

/** How far a measure reaches. `amountMinor`: minor units of the account's currency, only with scope `amount`. */
export type Extent = { readonly scope: MeasureScope; readonly amountMinor: bigint | null };

/**
 * What kinds of control the law tells apart. The institution's own judgement gives a restriction; a freeze needs the
 * customer's application or an order, a deduction an order.
 */
export const MEASURE_KINDS = ["restriction", "freeze", "deduction"] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

/** What a measure by the system stands on: a thing of the capability that imposed it. */
export type MeasureSubject = { readonly type: string; readonly id: string };

export const MEASURE_SOURCES = ["own-judgement", "system"] as const;
export type MeasureSource = (typeof MEASURE_SOURCES)[number];

/** Who asked: a person whom a second one agrees with, or the house itself on a fact. */
type Origin =
  | {
      readonly source: "own-judgement";
      readonly reasonCode: RestrictionReason;
      readonly requestedBy: PersonId;
      readonly approvalId: ApprovalId;
      readonly subject: null;
    }
  | {
      readonly source: "system";
      readonly reasonCode: SystemReason;
      readonly requestedBy: "system";
      readonly approvalId: null;
      readonly subject: MeasureSubject;
    };

type MeasureCore = Origin & MeasureFacts;

type MeasureFacts = Extent & {
  readonly id: MeasureId;
  readonly accountId: AccountId;
  readonly customerId: CustomerId;
  readonly kind: "restriction";
  /** The rule that carries the reason, in the version in force when it was proposed. */
  readonly rule: RuleRef;
  /** The day by which somebody looks again whether it is still needed. */
  readonly reviewOn: LocalDate;
  readonly requestedAt: Instant;
  /** Set when the system's ground went while something else was under way: the lift follows as soon as it can. */
  readonly liftFor: SystemRelease | null;
};

type Told = { readonly instructedAt: Instant };
type Held = Told & { readonly inForceAt: Instant };
type ReleaseByPeople = { readonly releaseReasonCode: ReleaseReason; readonly releaseApprovalId: ApprovalId };
type Release = ReleaseByPeople | { readonly releaseReasonCode: SystemRelease; readonly releaseApprovalId: null };

/** Waits for a second person. No effect yet. */
export type ProposedMeasure = Extract<Origin, { source: "own-judgement" }> &
  MeasureFacts & { readonly state: "proposed" };
/** Ended before it had any effect. */
export type DroppedMeasure = Extract<Origin, { source: "own-judgement" }> &
  MeasureFacts & { readonly state: "rejected" | "withdrawn" | "void" };
/** Decided; the payment core has not confirmed it. */
export type InstructedMeasure = MeasureCore & Told & { readonly state: "instructed" };
/** Confirmed by the payment core. */
export type InForceMeasure = MeasureCore & Held & { readonly state: "in-force" };
/** The payment core said no: it never took effect. */
export type FailedMeasure = MeasureCore & Told & { readonly state: "failed" };
/** In force; its release waits for a second person. */
export type ReleaseProposedMeasure = MeasureCore & Held & ReleaseByPeople & { readonly state: "release-proposed" };
/** In force until the payment core confirms the release. */
export type ReleaseInstructedMeasure = MeasureCore & Held & Release & { readonly state: "release-instructed" };
export type ReleasedMeasure = MeasureCore &
  Held &
  Release & { readonly state: "released"; readonly releasedAt: Instant };

/** A control on one account, by where it stands. */
export type Measure =
  | ProposedMeasure
  | DroppedMeasure
  | InstructedMeasure
  | InForceMeasure
  | FailedMeasure
  | ReleaseProposedMeasure
  | ReleaseInstructedMeasure
  | ReleasedMeasure;
export type MeasureState = Measure["state"];

export const MEASURE_STATES = [
  "proposed",
  "rejected",
  "withdrawn",
  "void",
  "instructed",
  "in-force",
  "failed",
  "release-proposed",
  "release-instructed",
  "released",
] as const satisfies readonly MeasureState[];

/** States in which a measure counts towards what the account may not do. */
export const LIVE_STATES = [
  "instructed",
  "in-force",
  "release-proposed",
  "release-instructed",
] as const satisfies readonly MeasureState[];

/** True from the decision until the payment core has confirmed the end. */
export function isLive(measure: { readonly state: MeasureState }): boolean {
  return (LIVE_STATES as readonly MeasureState[]).includes(measure.state);
}

export type InstructionId = Id<"instruction">;
export type InstructionVerb = "restrict" | "lift";

/** One order to the payment core about one measure. `sequence` rises per account. */
export type Instruction = {
  readonly id: InstructionId;
  readonly measureId: MeasureId;
  readonly accountId: AccountId;
  readonly verb: InstructionVerb;
  readonly sequence: number;
  readonly state: "queued" | "sent" | "applied" | "rejected";
  /** The core's own count of its outcomes, once it answered. */
  readonly coreSequence: number | null;
};

/** What of an account decides whether it can be controlled. */
export type ControlledAccount = {
  readonly id: AccountId;
  readonly customerId: CustomerId;
  readonly status: "open" | "closed";
};
