import type { AccountId, CustomerId, Id, PersonId } from "../shared/ids";
import type { Instant, LocalDate } from "../shared/time";

export type OrderId = Id<"order">;

/** Who writes orders. `administrative`: a body to which a statute gives the power. */
export const AUTHORITIES = [
  "police",
  "procuratorate",
  "court",
  "supervision",
  "state-security",
  "customs",
  "tax",
  "pboc",
  "administrative",
  "foreign",
] as const;
export type Authority = (typeof AUTHORITIES)[number];

export const ACTS = ["query", "stop", "freeze", "renew", "release", "deduct"] as const;
export type OrderAct = (typeof ACTS)[number];

/** What an order rests on: it decides who may give it, how long it may hold, and who may hear of it. */
export const BASES = [
  "criminal",
  "criminal-complex",
  "civil",
  "administrative-compulsion",
  "aml-freeze",
  "fraud-stop",
  "supervision",
  "terror-freeze",
  "enforcement",
  "query",
] as const;
export type OrderBasis = (typeof BASES)[number];

/** The papers taken in at the counter, each ticked by who saw it. */
export const PAPER_CHECKS = ["document", "seal", "credentials", "copies"] as const;
export type PaperCheck = (typeof PAPER_CHECKS)[number];

/** What an order states. A criminal freeze states all six. */
export const STATED_ITEMS = ["name", "number", "amount", "term", "scope", "fruits"] as const;
export type StatedItem = (typeof STATED_ITEMS)[number];

/** How long a paper says: a span, or its last day. */
export type OrderTerm =
  | { readonly unit: "hours" | "days" | "months" | "years"; readonly count: number }
  | { readonly unit: "until"; readonly on: LocalDate };

/** Whose money. `reserve`: the pooled account in which the institution keeps all customers' money. */
export const TARGETS = ["account", "customer", "reserve"] as const;
export type OrderTarget = (typeof TARGETS)[number];

/** What money of the account an order takes hold of; minor units of its currency with `amount`. */
export const ORDER_SCOPES = ["all", "debit", "amount"] as const;
export type OrderExtent = { readonly scope: (typeof ORDER_SCOPES)[number]; readonly amountMinor: bigint | null };

/** What a query may ask for. */
export const DATA_KINDS = ["identity", "accounts", "cards", "transactions", "measures"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export type Disclosure = {
  readonly data: readonly DataKind[];
  /** Of what moves money, both days included. */
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
};

/**
 * `registered`: decided, the payment core has not confirmed it. `queued`: waits behind another authority's freeze.
 * `executed`: a single act, done. `refused`: never carried out.
 */
export const ORDER_STATES = [
  "registered",
  "queued",
  "in-force",
  "executed",
  "released",
  "lapsed",
  "failed",
  "refused",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** States in which an order keeps hold of money, or will. */
export const STANDING_STATES = ["registered", "queued", "in-force"] as const satisfies readonly OrderState[];

export function isStanding(order: { readonly state: OrderState }): boolean {
  return (STANDING_STATES as readonly OrderState[]).includes(order.state);
}

/** What a lead finds, looking at an order after it was carried out. Neither ends anything by itself. */
export const REVIEW_OUTCOMES = ["confirmed", "defect"] as const;
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number];

/** What follows from a defect that a lead found. */
export const NEXT_STEPS = ["ask-authority", "correct-register", "ask-release", "legal-advice"] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

/** How an answer reached an authority. */
export const ANSWER_CHANNELS = ["counter", "post", "secure-line"] as const;
export type AnswerChannel = (typeof ANSWER_CHANNELS)[number];

/** One order, as decisions see it. */
export type Order = {
  readonly id: OrderId;
  readonly number: string;
  readonly authority: Authority;
  readonly authorityName: string;
  readonly basis: OrderBasis;
  readonly act: OrderAct;
  readonly caseNumber: string;
  readonly customerId: CustomerId | null;
  readonly accountId: AccountId | null;
  readonly extent: OrderExtent;
  readonly term: OrderTerm | null;
  readonly state: OrderState;
  readonly receivedAt: Instant;
  /** When it began to hold, and the exact moment at which it ends; null where it does not hold, or has no end. */
  readonly startsAt: Instant | null;
  readonly endsAt: Instant | null;
  /** How often it was renewed. */
  readonly renewals: number;
  readonly registeredBy: PersonId;
  readonly version: number;
};

/** A freeze or stop that a paper may be about, taken in at the counter or given by the platform. */
export type StandingOrder = Omit<Order, "registeredBy" | "version" | "extent"> & {
  readonly extent: { readonly scope: OrderExtent["scope"] | "credit"; readonly amountMinor: bigint | null };
};
