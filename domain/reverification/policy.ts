import type { TransactionKind } from "../ledger/model";
import type { TriggerKind } from "./model";

/**
 * What counts as top-up, receipt or payment (mipay-rekyc-single, mipay-rekyc-30d). A withdrawal returns one's own money,
 * a refund undoes a payment, a fee is the house's: none of them is counted.
 */
export const COUNTED_KINDS = ["top-up", "transfer", "payment", "debit"] as const satisfies readonly TransactionKind[];

/** What shows that an account is used: anything but the house's own fee. */
export const TRADE_KINDS = [
  "top-up",
  "withdrawal",
  "transfer",
  "payment",
  "debit",
  "refund",
] as const satisfies readonly TransactionKind[];

/** A balance in a foreign currency is valued at the latest rate no older than so many days; without one it is unknown. */
export const RATE_CARRY_DAYS = 10;

/**
 * Kinds that a valid, checked copy on file answers by itself. Doubt is about the copy; a paper that ends, an account
 * never used and announced changes ask for something new; "other" is a colleague's wish to look.
 */
export const SATISFIABLE_KINDS = [
  "single-amount",
  "thirty-days",
  "balance-run",
  "financial-product",
] as const satisfies readonly TriggerKind[];

/** One kind may open reviews for at most this share of the customers in a day (in hundredths of a percent): beyond, a lead looks first. */
export const HOLD_SHARE_BP = 200;
/** Fewer reviews than this are never held, however few customers there are. */
export const HOLD_LEAST = 20;

/** Days before a paper's end on which its customer is asked for a new one; 0 is the last day of validity. */
export const EXPIRY_STAGES = [90, 60, 30, 0] as const;
export type ExpiryStage = (typeof EXPIRY_STAGES)[number];

/**
 * Days after the end of a paper's validity before business is suspended. The rules say "a reasonable period" and no
 * number: the house's own, unconfirmed.
 */
export const EXPIRED_GRACE_DAYS = 90;
/** Days a customer who did not answer has, from when the review came to the desk, before business is suspended. The house's own. */
export const UNANSWERED_GRACE_DAYS = 7;
/** A good reason holds a restriction off for at most so many days at a time. */
export const GOOD_REASON_DAYS = 90;
