import type { Instant } from "../../shared/time";

/**
 * Where an electronic order stands. `received`: kept, nothing done yet. `mismatch`: waits for a person. `executed`: the
 * core was told and has not confirmed. `queued`: a freeze that waits behind another. `answered`: the last word was given.
 * `refused`: nothing was done, and it was said.
 */
export const ELECTRONIC_STATES = ["received", "mismatch", "queued", "executed", "answered", "refused"] as const;
export type ElectronicState = (typeof ELECTRONIC_STATES)[number];

/** Why an order waits for a person, or was answered as no match by one. */
export const MISMATCHES = [
  "no-such-account",
  "several-candidates",
  "account-closed",
  "name-differs",
  "currency-differs",
  "order-unknown",
] as const;
export type Mismatch = (typeof MISMATCHES)[number];

/** Why a person is sure which account an order means. */
export const MATCH_REASONS = ["number-mistyped", "holder-known", "platform-confirmed"] as const;
/** Why a person is sure that it means none. */
export const DISMISS_REASONS = ["nobody-found", "platform-withdrew", "other-institution"] as const;

/** Why nothing was done. */
export const ORDER_REFUSALS = [
  "issued-ahead",
  "issued-long-ago",
  "hours-above-law",
  "stops-spent",
  "term-above-law",
  "term-over",
  "term-kind",
  "order-ended",
  "order-waits",
  "not-that-authority",
  "released-before",
  "core-refused",
  "not-possible",
] as const;
export type OrderRefusal = (typeof ORDER_REFUSALS)[number];

/** What ended an order before its term, other than a message of the platform. */
const END_CODES = ["released-on-paper", "replaced-on-paper", "ended-by-court"] as const;
type EndCode = (typeof END_CODES)[number];

/**
 * What an answer says. `queued`: it waits behind another freeze. `renewed`: a paper gave it a later end. `ended`: a paper
 * ended it. `lapsed`: the term ended by itself, without anybody.
 */
export const ANSWER_KINDS = ["executed", "mismatch", "refused", "queued", "renewed", "ended", "lapsed"] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** An answer to the platform. Moments are exact; `disclosed` holds only what a query named. */
export type ElectronicAnswer = {
  readonly kind: AnswerKind;
  readonly code: Mismatch | OrderRefusal | EndCode | null;
  /** False while a person still looks for the account, or it waits its turn. */
  readonly final: boolean;
  readonly inForceAt?: Instant | null;
  readonly lapsesAt?: Instant | null;
  readonly endedAt?: Instant | null;
  readonly disclosed?: Readonly<Record<string, unknown>>;
};

/** An account that may be meant. */
export type Candidate = {
  readonly accountId: string;
  readonly customerId: string;
  readonly status: "open" | "closed";
  readonly currency: string;
};

/** An earlier order, as far as a later one is judged by it. */
export type EarlierOrder = {
  readonly act: "stop" | "freeze";
  readonly authority: string;
  readonly caseNumber: string;
  readonly state: ElectronicState;
  /** The exact end of what it gave; null before anything was given. */
  readonly lapsesAt: Instant | null;
  readonly ended: boolean;
};
