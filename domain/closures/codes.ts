import type { CodedEntry } from "../rulebook/coded-entry";
import type { ClosureKind } from "./model";

/** Why an account is closed, by kind; the first row carries the reason. */
export const CLOSURE_REASONS = {
  "customer-wish": { kind: "by-customer", rules: ["mipay-close-right", "miacct-close-own", "law-ecom-24"] },
  "platform-account-closed": { kind: "by-customer", rules: ["mipay-close-right", "mipay-miacct-cancelled"] },
  "unused-long": { kind: "reclaim", rules: ["miacct-reclaim-24m", "miacct-reclaim-pending"] },
  "agreement-broken": { kind: "breach", rules: ["miacct-measures", "mipay-breach-cancel", "youpin-term-measures"] },
  "used-by-another": { kind: "breach", rules: ["miacct-non-registrant-terminate", "mipay-no-rent-transfer"] },
  "unlawful-use": { kind: "breach", rules: ["mipay-legal-use", "miacct-measures"] },
  "loss-replaced": { kind: "after-loss", rules: ["mipay-right-account-actions", "mipay-close-right"] },
} as const satisfies Record<string, { readonly kind: ClosureKind; readonly rules: readonly [string, ...string[]] }>;
export type ClosureReason = keyof typeof CLOSURE_REASONS;
export const CLOSURE_REASON_NAMES = Object.keys(CLOSURE_REASONS) as [ClosureReason, ...ClosureReason[]];

/** Why a checker says no; `to-complete` gives it back to the maker. */
export const CLOSURE_REJECTIONS = {
  "to-complete": ["miacct-close-own"],
  "identity-unsure": ["miacct-close-own", "mipriv-step-evidence"],
  "matter-open": ["mipay-close-balance-first"],
  "ground-thin": ["miacct-measures"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type ClosureRejection = keyof typeof CLOSURE_REJECTIONS;

/** Why an unused account is not proposed. */
export const CANDIDATE_DISMISSALS = {
  "customer-keeps": ["miacct-reclaim-24m"],
  "signed-in-elsewhere": ["miacct-reclaim-24m"],
  "house-keeps": ["miacct-reclaim-24m"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type CandidateDismissal = keyof typeof CANDIDATE_DISMISSALS;
export const CANDIDATE_DISMISSAL_NAMES = Object.keys(CANDIDATE_DISMISSALS) as [
  CandidateDismissal,
  ...CandidateDismissal[],
];

/** What stopped a closure on its way, beside what remains of the desks. */
export const STOP_CAUSES = ["remains", "core-refused", "money-moves"] as const;
export type StopCause = (typeof STOP_CAUSES)[number];

const entries = (group: string, reasons: Readonly<Record<string, readonly string[]>>): readonly CodedEntry[] =>
  Object.entries(reasons).map(([code, rules]) => ({
    code: `closures.${group}.${code}`,
    kind: "reason" as const,
    rules,
  }));

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...Object.entries(CLOSURE_REASONS).map(([code, { rules }]) => ({
    code: `closures.reason.${code}`,
    kind: "reason" as const,
    rules,
  })),
  ...entries("rejection", CLOSURE_REJECTIONS),
  ...entries("dismissal", CANDIDATE_DISMISSALS),
];

/** Every "no" of this capability; translated in messages/<locale>/closures.json under `refusals`. */
export const closuresRefusals = [
  "closures.closure.account-closed",
  "closures.closure.already-open",
  "closures.closure.reason-not-of-kind",
  "closures.closure.identity-missing",
  "closures.closure.remains",
  "closures.remaining.nothing",
  "closures.closure.not-open",
  "closures.closure.not-under-way",
  "closures.closure.stale",
  "closures.closure.not-candidate",
  "closures.closure.no-loss",
  "closures.look.missing",
  "closures.look.foreign",
  "closures.look.stale",
  "closures.look.unavailable",
  "closures.look.refused",
  "closures.candidate.not-open",
  "closures.candidate.not-noticed",
  "closures.candidate.too-early",
  "closures.candidate.stale",
] as const;
export type ClosuresRefusal = (typeof closuresRefusals)[number];
