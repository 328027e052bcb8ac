import type { CodedEntry } from "../rulebook/coded-entry";

/**
 * Why the institution restricts by its own judgement. The first rule carries the reason and is kept with the measure;
 * the others are cited with it. Clauses that speak of freezing at will are read down to a restriction.
 */
export const RESTRICTION_REASONS = {
  "risk-signs": ["mipay-suspicious-act-first", "law-antifraud-18", "law-aml-30"],
  "unlawful-funds": ["mipay-illegal-funds-restrict", "law-aml-30"],
  "doubtful-data": ["mipay-doubt-suspend", "llpay-bad-info-suspend", "law-aml-29"],
  "verification-refused": ["mipay-rekyc-refusal", "law-aml-38"],
  "account-adjustment": ["mipay-adjust-account", "law-antifraud-18"],
  "merchant-breach": ["llpay-suspend-sole-judgement", "law-antifraud-32"],
  "merchant-fraud-risk": ["llpay-freeze-reasonable", "law-antifraud-18"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type RestrictionReason = keyof typeof RESTRICTION_REASONS;

/** Why a restriction ends. */
export const RELEASE_REASONS = {
  "checked-clear": ["law-antifraud-32"],
  "appeal-upheld": ["law-antifraud-32"],
  "data-renewed": ["law-aml-38"],
  "no-longer-needed": ["law-aml-30"],
  "wrongly-imposed": ["law-nbpi-reg-27"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type ReleaseReason = keyof typeof RELEASE_REASONS;

/**
 * Why the house restricts by itself, the ground being a fact and no person's judgement. `under-review` says no more than
 * that: it stands for every ground that may not be told, and is what everybody sees of it, the payment core included.
 */
export const SYSTEM_REASONS = {
  "identity-expired": ["mipay-info-update", "law-54"],
  "dormant-since-opening": ["mipay-dormant-6m-open", "law-261-dormant"],
  "reverification-unanswered": ["mipay-rekyc-refusal", "law-aml-38"],
  "real-name-incomplete": ["mipay-realname-incomplete", "law-np-open"],
  "under-review": ["law-aml-30"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type SystemReason = keyof typeof SYSTEM_REASONS;

/** Grounds that are shown as `under-review`; the true one stays where only cleared people look. */
export const SHOWN_REASON = { "list-hit": "under-review" } as const satisfies Record<string, SystemReason>;
/** What a capability may restrict for by the system's own road. */
export type SystemGround = Exclude<SystemReason, "under-review"> | keyof typeof SHOWN_REASON;

/** The reason a ground is kept and shown under. */
export function shownReason(ground: SystemGround): SystemReason {
  return ground in SHOWN_REASON ? SHOWN_REASON[ground as keyof typeof SHOWN_REASON] : (ground as SystemReason);
}

/** Why a restriction by the system ends by the system: what it stood on is gone. */
export const SYSTEM_RELEASES = {
  "ground-gone": ["law-aml-30"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type SystemRelease = keyof typeof SYSTEM_RELEASES;

/** Why the institution restricts by its own judgement without waiting for a second person. */
export const URGENT_REASONS = {
  "urgent-risk": ["mipay-suspicious-act-first", "law-antifraud-18", "mipay-after-notice"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type UrgentReason = keyof typeof URGENT_REASONS;

/** What urgent own risk may rest on: the rule a colleague names, the usual one first. */
export const URGENT_RULES = ["mipay-suspicious-act-first", "law-antifraud-18", "law-aml-30"] as const;

/** Why an account is stopped or frozen for its holder. */
export const HOLDER_REASONS = {
  "loss-reported": ["mipay-notify-5-cases", "mipay-right-account-actions", "mipay-loss-report-prompt"],
  "caller-unverified": ["mipay-loss-report-prompt", "mipay-suspicious-act-first"],
  "holder-applied": ["mipay-right-account-actions"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type HolderReason = keyof typeof HOLDER_REASONS;

/** Why an account is stopped, frozen or drawn on by an authority's order. */
export const ORDER_REASONS = {
  "order-stop": ["law-order-86-48h", "law-antifraud-20", "mipay-authority-freeze-deduct", "law-nbpi-reg-27"],
  "order-freeze": ["mipay-authority-freeze-deduct", "law-order-intake", "law-nbpi-reg-27"],
  "order-aml-freeze": ["law-order-aml-48h", "law-aml-45-48h", "law-nbpi-reg-27"],
  "order-deduction": ["mipay-authority-freeze-deduct", "law-order-deduct", "law-nbpi-reg-27"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type OrderReason = keyof typeof ORDER_REASONS;

/** Why a measure is given at once. */
export const AT_ONCE_REASONS = { ...ORDER_REASONS, ...HOLDER_REASONS, ...URGENT_REASONS };
export type AtOnceReason = keyof typeof AT_ONCE_REASONS;

/** Why a measure ends without a proposal: by who gave it, by its term, by a court, or because it was wrongly given. */
export const AT_ONCE_RELEASES = {
  "order-release": ["mipay-authority-freeze-deduct", "law-nbpi-reg-27"],
  "order-replaced": ["mipay-authority-freeze-deduct", "law-order-crim-queue"],
  "court-decision": ["law-nbpi-reg-27", "law-order-civil"],
  "term-ended": ["trap-freeze-lapse", "law-order-crim-lapse"],
  "holder-restored": ["mipay-right-account-actions"],
  "call-back-confirmed": ["mipay-loss-report-prompt"],
  "call-back-failed": ["mipay-loss-report-prompt"],
  "replaced-and-closed": ["mipay-right-account-actions"],
  "objection-upheld": ["law-antifraud-32"],
  "wrongly-given": ["law-antifraud-32", "law-nbpi-reg-27"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type AtOnceRelease = keyof typeof AT_ONCE_RELEASES;

/** Every reason a measure may carry, and every reason it may end for. */
export const MEASURE_REASONS = { ...RESTRICTION_REASONS, ...SYSTEM_REASONS, ...AT_ONCE_REASONS };
export type MeasureReason = keyof typeof MEASURE_REASONS;
export const MEASURE_RELEASES = { ...RELEASE_REASONS, ...SYSTEM_RELEASES, ...AT_ONCE_RELEASES };
export type MeasureRelease = keyof typeof MEASURE_RELEASES;

/** Why a checker says no to a restriction; `to-complete` gives it back to the maker. */
export const RESTRICTION_REJECTIONS = {
  "to-complete": ["law-aml-30"],
  "grounds-thin": ["law-aml-30"],
  "too-broad": ["law-aml-30"],
  "wrong-reason": ["trap-freeze-own-judgement"],
  "order-needed": ["mipay-authority-freeze-deduct", "law-nbpi-reg-27"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Why a checker says no to a release; `to-complete` gives it back to the maker. */
export const RELEASE_REJECTIONS = {
  "to-complete": ["law-antifraud-32"],
  "still-at-risk": ["law-aml-30"],
  "not-yet-checked": ["law-antifraud-32"],
  "wrong-measure": ["law-nbpi-reg-27"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

const REASONS = {
  restriction: RESTRICTION_REASONS,
  system: SYSTEM_REASONS,
  "at-once": AT_ONCE_REASONS,
  "at-once-release": AT_ONCE_RELEASES,
  "system-release": SYSTEM_RELEASES,
  release: RELEASE_REASONS,
  "restriction-rejection": RESTRICTION_REJECTIONS,
  "release-rejection": RELEASE_REJECTIONS,
} as const;

/** Every coded reason with the rules it carries. */
export const CODES: readonly CodedEntry[] = Object.entries(REASONS).flatMap(([group, reasons]) =>
  Object.entries(reasons).map(([code, rules]) => ({
    code: `controls.${group}.${code}`,
    kind: "reason" as const,
    rules,
  })),
);

/** Every "no" of this capability; translated in messages/<locale>/controls.json under `refusals`. */
export const controlsRefusals = [
  "controls.restriction.kind-needs-order",
  "controls.restriction.account-closed",
  "controls.restriction.amount-missing",
  "controls.restriction.amount-unexpected",
  "controls.restriction.review-past",
  "controls.restriction.review-too-far",
  "controls.restriction.already-proposed",
  "controls.restriction.target-missing",
  "controls.restriction.target-unexpected",
  "controls.restriction.target-unknown",
  "controls.restriction.card-foreign",
  "controls.measure.kind-not-of-source",
  "controls.measure.reason-not-of-source",
  "controls.measure.person-required",
  "controls.measure.subject-missing",
  "controls.measure.scope-contradicts",
  "controls.measure.starts-late",
  "controls.measure.term-past",
  "controls.measure.term-missing",
  "controls.measure.term-too-long",
  "controls.measure.not-live",
  "controls.measure.never-shorter",
  "controls.measure.already",
  "controls.measure.extend-not-yours",
  "controls.release.not-by-authority",
  "controls.release.not-by-holder",
  "controls.release.not-at-once",
  "controls.release.not-its-reason",
  "controls.release.term-running",
  "controls.review.same-person",
  "controls.review.not-endable",
  "controls.measure.not-proposed",
  "controls.measure.stale",
  "controls.release.not-in-force",
  "controls.release.not-proposed",
  "controls.release.not-by-hand",
  "controls.release.not-by-system",
  "controls.review.none",
  "controls.instruction.already-answered",
  "controls.instruction.not-dead",
  "controls.instruction.not-replayable",
  "controls.instruction.measure-moved",
  "controls.difference.moved",
  "controls.difference.agreed",
  "controls.difference.stale",
  "controls.difference.not-open",
  "controls.difference.freer-not-explained",
  "controls.difference.nothing-to-send",
  "controls.difference.under-way",
  "controls.failure.none",
  "controls.instruction.mismatch",
  "controls.preview.missing",
  "controls.preview.stale",
  "controls.preview.foreign",
  "controls.preview.unavailable",
  "controls.preview.refused",
] as const;
export type ControlsRefusal = (typeof controlsRefusals)[number];
