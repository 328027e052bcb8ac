import type { CodedEntry } from "../rulebook/coded-entry";
import type { Cause, DisputePhase, EvidenceKind } from "./model";

/** The five cases, each with the rows that carry it. The first is the agreement's own list. */
export const CAUSE_RULES = {
  "secrets-leaked": ["mipay-notify-5-cases", "mipay-secret-leak-loss", "llpay-credential-loss"],
  "phone-lost": ["mipay-notify-5-cases"],
  "number-of-another": ["mipay-notify-5-cases"],
  "data-misused": ["mipay-notify-5-cases", "mipay-unauthorised-use-report", "mipriv-report-breach-now"],
  "unauthorised-use": [
    "mipay-notify-5-cases",
    "mipay-unauthorised-use-report",
    "mipriv-report-breach-now",
    "llpay-misuse-stop-notify",
    "llpay-misuse-institution",
    "llpay-alert-act",
  ],
} as const satisfies Record<Cause, readonly [string, ...string[]]>;

/** What carries protection at the customer's word, whatever the cause. */
export const PROTECTION_RULES = [
  "mipay-right-account-actions",
  "mipay-loss-report-prompt",
  "law-ecom-57",
  "trap-no-clock-docs",
] as const;

/** What a caller is asked for, and why no action follows where he is not known. */
export const IDENTITY_RULES = ["mipriv-step-evidence", "mipriv-cs-identity"] as const;

/**
 * Where a disputed movement lies. After the notice the loss is the house's; before it the law still puts the proof on
 * the house, and the agreements that say otherwise decide nothing by themselves.
 */
export const PHASE_RULES = {
  "before-notice": ["law-ecom-57", "trap-comp-burden", "mipay-late-notice-loss", "llpay-pre-notice-exempt"],
  "before-protection": ["law-ecom-57"],
  "after-protection": ["law-ecom-57"],
} as const satisfies Record<DisputePhase, readonly [string, ...string[]]>;

/** The papers that prove a claim. */
export const EVIDENCE_RULES = {
  "id-copy": ["mipriv-evidence-set"],
  "hand-held-photo": ["mipriv-evidence-set"],
  "transaction-voucher": ["mipriv-evidence-set", "llpay-misuse-evidence"],
  other: ["mipriv-evidence-set"],
} as const satisfies Record<EvidenceKind, readonly [string, ...string[]]>;

/** Why a second person does not agree that protection ends, or that an unverified caller stops an account once more. */
export const RESTORE_REJECTIONS = {
  "identity-unclear": ["mipriv-step-evidence"],
  "still-at-risk": ["law-ecom-57"],
  "papers-missing": ["mipriv-evidence-set"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export const STOP_REJECTIONS = {
  "not-the-holder": ["mipriv-step-evidence"],
  "repeated-abuse": ["mipriv-step-evidence"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** How a lead leaves the stop of an unverified caller after looking at it. */
export const REVIEW_FINDINGS = {
  proper: ["mipriv-step-evidence"],
  "checks-thin": ["mipriv-step-evidence"],
  "not-the-holder": ["mipriv-step-evidence"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type ReviewFinding = keyof typeof REVIEW_FINDINGS;
export const REVIEW_FINDING_NAMES = Object.keys(REVIEW_FINDINGS) as [ReviewFinding, ...ReviewFinding[]];

const entries = (
  group: string,
  kind: CodedEntry["kind"],
  rows: Readonly<Record<string, readonly [string, ...string[]]>>,
) => Object.entries(rows).map(([code, rules]) => ({ code: `losses.${group}.${code}`, kind, rules }));

/** Every coded entry of the capability with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...entries("cause", "reason", CAUSE_RULES),
  ...entries("phase", "register", PHASE_RULES),
  ...entries("evidence", "evidence", EVIDENCE_RULES),
  ...entries("restore-rejection", "reason", RESTORE_REJECTIONS),
  ...entries("stop-rejection", "reason", STOP_REJECTIONS),
  ...entries("review", "reason", REVIEW_FINDINGS),
  { code: "losses.action.loss-report", kind: "register", rules: [...PROTECTION_RULES] },
  { code: "losses.identity.checklist", kind: "checklist", rules: [...IDENTITY_RULES] },
];

/** Every "no" of this capability; translated in messages/<locale>/losses.json under `refusals`. */
export const lossesRefusals = [
  "losses.report.notice-in-future",
  "losses.report.notice-too-old",
  "losses.report.no-account",
  "losses.report.foreign-account",
  "losses.report.check-twice",
  "losses.report.not-open",
  "losses.report.stale",
  "losses.report.lead-pending",
  "losses.call-back.not-due",
  "losses.call-back.not-verified",
  "losses.evidence.refused",
  "losses.evidence.incomplete",
  "losses.evidence.file-missing",
  "losses.evidence.told-twice",
  "losses.dispute.not-customers",
  "losses.dispute.not-money-out",
  "losses.confirm.not-now",
  "losses.restore.not-protected",
  "losses.restore.not-verified",
  "losses.restore.same-caller-check",
  "losses.restore.not-proposed",
  "losses.close.not-confirmed",
  "losses.close.foreign-account",
  "losses.review.none",
  "losses.review.not-overdue",
  "losses.review.own-stop",
  "losses.stop.not-proposed",
] as const;
export type LossesRefusal = (typeof lossesRefusals)[number];
