import type { CodedEntry } from "../rulebook/coded-entry";

/** What an adjustment changes: a day's cap of the strongest verification, transfers, and payments without password. */
export const ADJUSTMENT_KINDS = ["day", "transfer-day", "transfer-count", "transfer-year", "password-free"] as const;
export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

/** The rules an adjustment of each kind rests on. */
export const ADJUSTMENT_BASIS = {
  day: ["law-np-24-a", "trap-auth-tier1"],
  "transfer-day": ["mipay-transfer-limit-change", "law-261-limits"],
  "transfer-count": ["mipay-transfer-limit-change", "law-261-limits"],
  "transfer-year": ["mipay-transfer-limit-change", "law-261-limits"],
  "password-free": ["mipay-small-free-optin", "llpay-free-verify-consent", "law-np-24-c", "trap-free-verify"],
} as const satisfies Record<AdjustmentKind, readonly [string, ...string[]]>;

/** The rules the customer's own lowering of each kind rests on: it holds at once. */
export const LOWERING_BASIS = {
  day: ["law-np-24-a"],
  "transfer-day": ["mipay-transfer-limit-change"],
  "transfer-count": ["mipay-transfer-limit-change"],
  "transfer-year": ["mipay-transfer-limit-change"],
  "password-free": ["mipay-small-free-off"],
} as const satisfies Record<AdjustmentKind, readonly [string, ...string[]]>;

/** Why a checker says no to a raised limit; `to-complete` gives it back to the maker. */
export const ADJUSTMENT_REJECTIONS = {
  "to-complete": ["mipay-transfer-limit-change"],
  "need-unclear": ["law-antifraud-18"],
  "too-high": ["law-antifraud-18"],
  "holder-unproven": ["law-261-limits"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Why an adjustment ended. */
export const ADJUSTMENT_ENDS = ["expired", "replaced", "by-customer", "by-house"] as const;
export type AdjustmentEnd = (typeof ADJUSTMENT_ENDS)[number];

/** What speaks against a payment; translated in messages under `reasons`. */
export const LIMITS_REASONS = [
  "limits.account.closed",
  "limits.use.not-of-class",
  "limits.held.debit",
  "limits.held.function",
  "limits.held.card",
  "limits.held.amount",
  "limits.free.not-agreed",
  "limits.transfer.no-choice",
  "limits.transfer.no-purpose",
  "limits.line.class",
  "limits.line.day",
  "limits.line.transfer-sum",
  "limits.line.transfer-count",
  "limits.line.transfer-year",
  "limits.line.free-payment",
  "limits.line.free-day",
] as const;
export type LimitsReason = (typeof LIMITS_REASONS)[number];

const entries = (group: string, reasons: Record<string, readonly string[]>): CodedEntry[] =>
  Object.entries(reasons).map(([code, rules]) => ({ code: `limits.${group}.${code}`, kind: "reason" as const, rules }));

/** Every coded entry of the limits with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...entries("adjustment", ADJUSTMENT_BASIS),
  ...entries("lowering", LOWERING_BASIS),
  ...entries("adjustment-rejection", ADJUSTMENT_REJECTIONS),
];

/** Every "no" of this capability; translated in messages/<locale>/limits.json under `refusals`. */
export const limitsRefusals = [
  "limits.account.closed",
  "limits.account.not-a-person",
  "limits.account.foreign-currency",
  "limits.adjustment.not-higher",
  "limits.adjustment.not-lower",
  "limits.adjustment.above-law",
  "limits.adjustment.above-house",
  "limits.adjustment.day-missing",
  "limits.adjustment.day-unexpected",
  "limits.adjustment.day-below-payment",
  "limits.adjustment.end-missing",
  "limits.adjustment.end-past",
  "limits.adjustment.end-too-far",
  "limits.adjustment.already-proposed",
  "limits.adjustment.not-proposed",
  "limits.adjustment.not-in-force",
  "limits.adjustment.holders-own",
  "limits.adjustment.nothing-due",
  "limits.adjustment.not-ending",
  "limits.decision.not-allowed",
  "limits.decision.reversed",
  "limits.decision.nothing-due",
] as const;
export type LimitsRefusal = (typeof limitsRefusals)[number];
