import type { AccountId, ApprovalId, CustomerId, Id, MeasureId, PersonId } from "../shared/ids";
import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";
import type {
  AtOnceRelease,
  HolderReason,
  OrderReason,
  ReleaseReason,
  RestrictionReason,
  SystemReason,
  SystemRelease,
  UrgentReason,
} from "./codes";

/** What a measure takes away: all movement, money out, money in, a fixed sum, one function, or one bound card. */
export const SCOPES = ["all", "debit", "credit", "amount", "function", "card"] as const;
export type MeasureScope = (typeof SCOPES)[number];

/** Functions of an account that can be taken away singly. */
export const MEASURE_FUNCTIONS = ["transfer", "withdrawal", "consumption", "investment", "password-free"] as const;
export type MeasureFunction = (typeof MEASURE_FUNCTIONS)[number];

/**
 * How far a measure reaches. `amountMinor`: minor units of the account's currency, only with scope `amount`. `target`: a
 * `MeasureFunction` with scope `function`, the id of a bound card with scope `card`, else null.
 */
export type Extent = {
  readonly scope: MeasureScope;
  readonly amountMinor: bigint | null;
  readonly target: string | null;
};

/**
 * What kinds of control the law tells apart. The institution's own judgement gives a restriction; a stop (no money out for
 * a while) and a freeze need the customer's application or an order; a deduction, which moves money, needs an order.
 */
export const MEASURE_KINDS = ["restriction", "stop", "freeze", "deduction"] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export const MEASURE_SOURCES = ["own-judgement", "system", "customer", "authority"] as const;
export type MeasureSource = (typeof MEASURE_SOURCES)[number];

/** Which kinds each source may give. */
export const KINDS_OF_SOURCE = {
  "own-judgement": ["restriction"],
  system: ["restriction"],
  customer: ["stop", "freeze"],
  authority: ["stop", "freeze", "deduction"],
} as const satisfies Record<MeasureSource, readonly MeasureKind[]>;

/** How a measure came to be: agreed by two beforehand, given and looked at afterwards, or given on a fact. */
export const MEASURE_ROADS = ["planned", "at-once", "by-system"] as const;
export type MeasureRoad = (typeof MEASURE_ROADS)[number];

/** What a measure stands on: a thing of the capability that imposed it. */
export type MeasureSubject = { readonly type: string; readonly id: string };

/** Own judgement, agreed by a second person beforehand. */
type Planned = {
  readonly kind: "restriction";
  readonly source: "own-judgement";
  readonly reasonCode: RestrictionReason;
  readonly requestedBy: PersonId;
  readonly approvalId: ApprovalId;
  readonly subject: null;
};
/** Own judgement at once; a second person looks afterwards. */
type Urgent = {
  readonly kind: "restriction";
  readonly source: "own-judgement";
  readonly reasonCode: UrgentReason;
  readonly requestedBy: PersonId;
  readonly approvalId: null;
  readonly subject: MeasureSubject | null;
};
/** The house itself, on a fact. */
type BySystem = {
  readonly kind: "restriction";
  readonly source: "system";
  readonly reasonCode: SystemReason;
  readonly requestedBy: "system";
  readonly approvalId: null;
  readonly subject: MeasureSubject;
};
/** For the account's holder, on his word or his application. */
type ForHolder = {
  readonly kind: "stop" | "freeze";
  readonly source: "customer";
  readonly reasonCode: HolderReason;
  readonly requestedBy: PersonId | "system";
  readonly approvalId: null;
  readonly subject: MeasureSubject;
};
/** On an authority's order, taken in by a colleague or by the platform's own door. */
type ByOrder = {
  readonly kind: "stop" | "freeze" | "deduction";
  readonly source: "authority";
  readonly reasonCode: OrderReason;
  readonly requestedBy: PersonId | "system";
  readonly approvalId: null;
  readonly subject: MeasureSubject;
};

/** Who asked, for what kind, and on what. */
export type Origin = Planned | Urgent | BySystem | ForHolder | ByOrder;
export type AtOnceOrigin = Urgent | ForHolder | ByOrder;

type MeasureCore = Origin & MeasureFacts;

export type MeasureFacts = Extent & {
  readonly id: MeasureId;
  readonly accountId: AccountId;
  readonly customerId: CustomerId;
  /** The rule that carries the reason, in the version in force when it was given. */
  readonly rule: RuleRef;
  /** From when it counts by its paper; null where nobody but the decision says so. */
  readonly startsAt: Instant | null;
  /** The very moment its term ends; null where it has none. */
  readonly expiresAt: Instant | null;
  /** The day by which somebody looks again whether it is still needed. */
  readonly reviewOn: LocalDate;
  readonly requestedAt: Instant;
  /** Given on a paper that may not be told of: who is not cleared sees a restriction under review. */
  readonly secret: boolean;
  /** Set when a measure is to end while something else is under way: the lift follows as soon as it can. */
  readonly liftFor: SystemRelease | AtOnceRelease | null;
};

type Told = { readonly instructedAt: Instant };
type Held = Told & { readonly inForceAt: Instant };
type ReleaseByPeople = { readonly releaseReasonCode: ReleaseReason; readonly releaseApprovalId: ApprovalId };
type ReleaseWithout = { readonly releaseReasonCode: SystemRelease | AtOnceRelease; readonly releaseApprovalId: null };
/** `endedAt`: from when it no longer counts, the end of its term included; `noticedAt`: when the house acted on it. */
type Ended = { readonly endedAt: Instant | null; readonly noticedAt: Instant | null };
type Release = (ReleaseByPeople | ReleaseWithout) & Ended;

/** Waits for a second person. No effect yet. */
export type ProposedMeasure = Planned & MeasureFacts & { readonly state: "proposed" };
/** Ended before it had any effect. */
export type DroppedMeasure = Planned & MeasureFacts & { readonly state: "rejected" | "withdrawn" | "void" };
/** Decided; the payment core has not confirmed it. */
export type InstructedMeasure = MeasureCore & Told & { readonly state: "instructed" };
/** Confirmed by the payment core. */
export type InForceMeasure = MeasureCore & Held & { readonly state: "in-force" };
/** The payment core said no: it never took effect. */
export type FailedMeasure = MeasureCore & Told & { readonly state: "failed" };
/** A deduction the payment core has carried out: the money is gone, and nothing is held any more. */
export type CarriedOutMeasure = MeasureCore & Held & { readonly state: "carried-out" };
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
  | CarriedOutMeasure
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
  "carried-out",
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

/** The road a measure came by. */
export function roadOf({ source, approvalId }: Pick<Measure, "source" | "approvalId">): MeasureRoad {
  if (source === "system") return "by-system";
  return approvalId === null ? "at-once" : "planned";
}

export type InstructionId = Id<"instruction">;
export const INSTRUCTION_VERBS = ["restrict", "lift", "deduct", "end-sessions", "pay-out", "close"] as const;
export type InstructionVerb = (typeof INSTRUCTION_VERBS)[number];

/** One order to the payment core. `sequence` rises per account. */
export type Instruction = {
  readonly id: InstructionId;
  /** The measure it is about; null for the end of sessions, which stands on `subject`. */
  readonly measureId: MeasureId | null;
  readonly subject?: MeasureSubject | null;
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
