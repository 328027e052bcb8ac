/**
 * Why an account is closed: its customer wishes it, nobody used it for long, its customer broke the agreement, or its
 * loss was reported and another takes its place.
 */
export const CLOSURE_KINDS = ["by-customer", "reclaim", "breach", "after-loss"] as const;
export type ClosureKind = (typeof CLOSURE_KINDS)[number];

/**
 * Where a closure stands. `requested`: waits for a second person. `approved`: the worker looks again before anything is
 * done. `paying-out`: what was left is on its way to the bound card. `closing`: the core was told to close. `stopped`:
 * something came between, and nothing was closed.
 */
export const CLOSURE_STATES = [
  "requested",
  "approved",
  "paying-out",
  "closing",
  "closed",
  "refused",
  "stopped",
  "withdrawn",
] as const;
export type ClosureState = (typeof CLOSURE_STATES)[number];

/** How it was made sure that it is the customer who asks. */
export const IDENTITY_WAYS = ["registered-phone", "counter", "signed-in", "checked-papers"] as const;
export type IdentityWay = (typeof IDENTITY_WAYS)[number];

/** What may keep an account from being closed. Each has words that say what remains and the way out. */
export const CONDITIONS = [
  "balance",
  "held-money",
  "no-card",
  "in-flight",
  "standing",
  "live-measure",
  "loss-report",
  "objection",
  "complaint",
  "compensation",
  "open-case",
  "legal-hold",
  "under-review",
  "core-silent",
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** One thing that remains. `id` and `number` name it where there is one thing; sums in minor units of `currency`. */
export type Remaining = {
  readonly code: Condition;
  readonly subject: { readonly type: string; readonly id: string; readonly number: string } | null;
  readonly count: number | null;
  readonly minor: bigint | null;
  readonly currency: string | null;
};

/** What the core says of the account, in minor units. */
export type CoreLook = {
  readonly availableMinor: bigint;
  readonly heldMinor: bigint;
  readonly currency: string;
  readonly inFlight: number;
  readonly standing: number;
};

/** Everything that decides whether an account may be closed. `card`: a bound card that takes money. */
export type ClosureFacts = {
  readonly kind: ClosureKind;
  readonly look: CoreLook;
  readonly hasCard: boolean;
  /** True where all that is held is held for the customer, by the very loss this closure follows. */
  readonly ownHold: boolean;
  /** What the desks say remains, the core's own facts left out. */
  readonly remaining: readonly Remaining[];
};

/** Where an account stands on the way to being reclaimed. `gone`: used again, or something came up. */
export const CANDIDATE_STATES = ["found", "noticed", "proposed", "dismissed", "gone"] as const;
export type CandidateState = (typeof CANDIDATE_STATES)[number];
