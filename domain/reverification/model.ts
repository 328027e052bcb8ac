import type { RuleRef } from "../shared/rule-ref";
import type { LocalDate } from "../shared/time";

/**
 * What calls for knowing a customer again: three lines of the ledger, a financial product, doubt, any other case the
 * institution sees fit, a paper that ends, an account never used, and a change of data announced.
 */
export const TRIGGER_KINDS = [
  "single-amount",
  "thirty-days",
  "balance-run",
  "financial-product",
  "doubt",
  "other",
  "document-expiring",
  "dormant",
  "data-change",
] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];

/** The row of the agreement behind each kind; a paper's end rests on the customer's duty to keep his data current. */
export const TRIGGER_RULES = {
  "single-amount": "mipay-rekyc-single",
  "thirty-days": "mipay-rekyc-30d",
  "balance-run": "mipay-rekyc-balance-10d",
  "financial-product": "mipay-rekyc-fin-product",
  doubt: "mipay-rekyc-doubt",
  other: "mipay-rekyc-other",
  "document-expiring": "mipay-info-update",
  dormant: "mipay-dormant-6m-open",
  "data-change": "mipay-change-5wd-advance",
} as const satisfies Record<TriggerKind, string>;

/** Kinds that rest on the ledger alone and are found by computing. */
export const LEDGER_KINDS = ["single-amount", "thirty-days", "balance-run"] as const satisfies readonly TriggerKind[];
export type LedgerKind = (typeof LEDGER_KINDS)[number];

/**
 * Where a trigger stands. `joined`: part of a review; `satisfied`: a valid, checked copy was on file; `held`: waits for a
 * lead, since too many came at once; `dismissed`: the lead said no; `gone`: the ledger no longer bears it out.
 */
export const TRIGGER_STATES = ["joined", "satisfied", "held", "dismissed", "gone"] as const;
export type TriggerState = (typeof TRIGGER_STATES)[number];

/**
 * Where a review stands. `asked`: waits for the customer; `at-desk`: waits for a colleague, as the customer did not
 * answer or what he gave was refused; `done`: known again; `closed`: ended by a colleague with a reason; `cancelled`:
 * nothing called for it any more.
 */
export const REVIEW_STATES = ["asked", "at-desk", "done", "closed", "cancelled"] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
export const OPEN_REVIEW_STATES = ["asked", "at-desk"] as const satisfies readonly ReviewState[];

/** Why a review came to the desk. */
export const DESK_CAUSES = ["lapsed", "refused"] as const;
export type DeskCause = (typeof DESK_CAUSES)[number];

export const HOLD_STATES = ["open", "released", "dismissed"] as const;
export type HoldState = (typeof HOLD_STATES)[number];

/** Which currency's line was met. */
export type MetBy = "cny" | "usd" | "both";

/** A line in fen and US cents; `inclusive` says whether the figure itself already meets it. */
export type Line = {
  readonly cny: { readonly minor: bigint; readonly inclusive: boolean };
  readonly usd: { readonly minor: bigint; readonly inclusive: boolean };
};

/** A leg as the lines read it. Equivalents are null while no rate of the date is known. */
export type Movement = {
  readonly id: string;
  readonly date: LocalDate;
  readonly kind: string;
  readonly cnyMinor: bigint | null;
  readonly usdMinor: bigint | null;
};

/** What an account held at the end of a day on which it moved, in minor units of its currency. */
export type DayEndBalance = { readonly date: LocalDate; readonly minor: bigint; readonly currency: string };

/**
 * What the ledger shows: which line was reached, when, and the arithmetic. `key` names the occasion: it is found again
 * under the same key. `count` is legs, or days of a run; `unrated` how many of them lack a rate of their own date.
 */
export type Finding = {
  readonly kind: LedgerKind;
  readonly key: string;
  readonly on: LocalDate;
  readonly metBy: MetBy;
  /** Fen and US cents: the largest, the total, or the balance of the last day; null where no rate is known. */
  readonly cnySum: bigint | null;
  readonly usdSum: bigint | null;
  readonly line: Line;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly count: number;
  readonly unrated: number;
  readonly rule: RuleRef;
};
