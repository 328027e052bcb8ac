import type { CodedEntry } from "../rulebook/coded-entry";
import { TRIGGER_RULES } from "./model";

/** Why somebody doubts who a customer is, or wants to look again for another reason. */
export const DOUBT_REASONS = {
  "data-doubtful": ["mipay-rekyc-doubt", "mipay-doubt-suspend"],
  "behaviour-abnormal": ["mipay-rekyc-doubt"],
  "used-by-another": ["mipay-rekyc-doubt", "mipay-no-rent-transfer"],
  "contact-lost": ["mipay-rekyc-doubt", "mipay-contact-current"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type DoubtReason = keyof typeof DOUBT_REASONS;
export const DOUBT_REASON_NAMES = Object.keys(DOUBT_REASONS) as [DoubtReason, ...DoubtReason[]];

export const OTHER_REASONS = {
  "house-programme": ["mipay-rekyc-other"],
  "data-incomplete": ["mipay-rekyc-other", "mipay-realname-incomplete"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type OtherReason = keyof typeof OTHER_REASONS;
export const OTHER_REASON_NAMES = Object.keys(OTHER_REASONS) as [OtherReason, ...OtherReason[]];

/** Why a customer may be late with a new paper. */
export const GOOD_REASONS = {
  abroad: ["mipay-info-update"],
  illness: ["mipay-info-update"],
  "being-issued": ["mipay-info-update"],
  "authority-delay": ["mipay-info-update"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type GoodReason = keyof typeof GOOD_REASONS;
export const GOOD_REASON_NAMES = Object.keys(GOOD_REASONS) as [GoodReason, ...GoodReason[]];

/** Why a review ends without a new submission. */
export const CLOSE_REASONS = {
  "confirmed-otherwise": ["mipay-rekyc-other"],
  "raised-in-error": ["mipay-rekyc-other"],
  "relationship-ended": ["mipay-close-right"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type CloseReason = keyof typeof CLOSE_REASONS;
export const CLOSE_REASON_NAMES = Object.keys(CLOSE_REASONS) as [CloseReason, ...CloseReason[]];

/** Why a lead lets held triggers fall. */
export const DISMISS_REASONS = {
  "wrong-data": ["mipay-rekyc-other"],
  "known-event": ["mipay-rekyc-other"],
  "rule-mistaken": ["mipay-rekyc-other"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type DismissReason = keyof typeof DISMISS_REASONS;
export const DISMISS_REASON_NAMES = Object.keys(DISMISS_REASONS) as [DismissReason, ...DismissReason[]];

/** What a customer may announce that he will change. */
export const CHANGED_DATA = ["name", "document", "phone", "address", "occupation", "representative", "owners"] as const;
export type ChangedData = (typeof CHANGED_DATA)[number];

const entries = (group: string, reasons: Readonly<Record<string, readonly [string, ...string[]]>>) =>
  Object.entries(reasons).map(([code, rules]) => ({
    code: `reverification.${group}.${code}`,
    kind: "reason" as const,
    rules,
  }));

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...entries("doubt", DOUBT_REASONS),
  ...entries("other", OTHER_REASONS),
  ...entries("good-reason", GOOD_REASONS),
  ...entries("close", CLOSE_REASONS),
  ...entries("dismiss", DISMISS_REASONS),
  ...Object.entries(TRIGGER_RULES).map(([kind, rule]) => ({
    code: `reverification.trigger.${kind}`,
    kind: "register" as const,
    rules: [rule],
  })),
];

/** Every "no" of this capability; translated in messages/<locale>/reverification.json under `refusals`. */
export const reverificationRefusals = [
  "reverification.review.not-open",
  "reverification.review.stale",
  "reverification.review.restricted",
  "reverification.review.open",
  "reverification.review.none",
  "reverification.review.earlier",
  "reverification.review.unchanged",
  "reverification.review.not-due",
  "reverification.reason.past",
  "reverification.reason.too-long",
  "reverification.change.past",
  "reverification.hold.not-open",
  "reverification.hold.stale",
] as const;
export type ReverificationRefusal = (typeof reverificationRefusals)[number];
