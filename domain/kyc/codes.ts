import type { CodedEntry } from "../rulebook/coded-entry";
import { CHECK_NAMES, CHECKS } from "./checks/names";

/**
 * Why a document or a submission is refused, or asked for again: what the customer is told (`kyc.letters.<code>`), with
 * the rule it rests on. Each says what he can do.
 */
export const REJECT_REASONS = {
  "not-readable": ["mipriv-aml-nine"],
  "cut-off": ["mipriv-aml-nine"],
  glare: ["mipriv-aml-nine"],
  "wrong-side": ["mipriv-aml-nine"],
  "wrong-paper": ["mipriv-aml-nine"],
  expired: ["mipriv-aml-nine", "law-54"],
  "data-differs": ["mipay-truthful-kyc", "law-np-open"],
  "number-invalid": ["mipay-truthful-kyc", "law-np-open"],
  "face-unlike": ["mipay-truthful-kyc", "mipay-ban-03-impersonate"],
  "not-original": ["mipay-truthful-kyc"],
  "phone-elsewhere": ["law-261-phone-id", "mipay-ban-03-impersonate"],
  "too-young": ["llpay-age-16", "law-cc-age"],
  "channels-short": ["law-np-11"],
  "fields-missing": ["mipriv-aml-nine", "llpay-kyc-set"],
  "owners-unclear": ["law-bo", "llpay-kyc-set"],
  "authority-unclear": ["llpay-legal-rep-check", "law-bo"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type RejectReason = keyof typeof REJECT_REASONS;
export const REJECT_REASON_NAMES = Object.keys(REJECT_REASONS) as [RejectReason, ...RejectReason[]];

/** Why papers are asked for: what the desk found, or that the rules want an identity checked again. */
export const REQUEST_REASONS = {
  ...REJECT_REASONS,
  "verify-again": ["law-54-rekyc", "mipay-rekyc-other"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type RequestReason = keyof typeof REQUEST_REASONS;
export const REQUEST_REASON_NAMES = Object.keys(REQUEST_REASONS) as [RequestReason, ...RequestReason[]];

/** Why a failed check does not stand in the way; a second person agrees. */
export const OVERRIDE_REASONS = {
  "paper-inspected": ["mipay-truthful-kyc"],
  "registry-out-of-date": ["law-np-open"],
  "reading-wrong": ["mipay-truthful-kyc"],
  "same-person": ["law-261-phone-id"],
  "guardian-consents": ["law-cc-age"],
  "own-income-shown": ["law-cc-age"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type OverrideReason = keyof typeof OVERRIDE_REASONS;
export const OVERRIDE_REASON_NAMES = Object.keys(OVERRIDE_REASONS) as [OverrideReason, ...OverrideReason[]];

/** Why a checker says no to an override; `to-complete` gives it back to the maker. */
export const OVERRIDE_REJECTIONS = {
  "to-complete": ["law-np-open"],
  "grounds-thin": ["law-np-open"],
  "check-is-right": ["mipay-truthful-kyc"],
} as const satisfies Record<string, readonly [string, ...string[]]>;

/** Why a class is lowered. */
export const LOWER_REASONS = {
  "identity-in-doubt": ["law-np-11", "law-aml-38"],
  "channel-withdrawn": ["law-np-11"],
  "customer-asked": ["law-np-11"],
} as const satisfies Record<string, readonly [string, ...string[]]>;
export type LowerReason = keyof typeof LOWER_REASONS;
export const LOWER_REASON_NAMES = Object.keys(LOWER_REASONS) as [LowerReason, ...LowerReason[]];

/** How a recheck ends, after a second look disagreed: the acceptance stands, or papers are asked for. */
export const RECHECK_ENDS = ["stands", "papers-asked"] as const;
export type RecheckEnd = (typeof RECHECK_ENDS)[number];

const entries = (group: string, reasons: Readonly<Record<string, readonly [string, ...string[]]>>) =>
  Object.entries(reasons).map(([code, rules]) => ({ code: `kyc.${group}.${code}`, kind: "reason" as const, rules }));

/** Every coded entry of the desk with the rules it carries. */
export const CODES: readonly CodedEntry[] = [
  ...entries("reject-reason", REJECT_REASONS),
  ...entries("request-reason", REQUEST_REASONS),
  ...entries("override-reason", OVERRIDE_REASONS),
  ...entries("override-rejection", OVERRIDE_REJECTIONS),
  ...entries("lower-reason", LOWER_REASONS),
  ...CHECK_NAMES.map((name) => ({ code: `kyc.check.${name}`, kind: "register" as const, rules: CHECKS[name].rules })),
];

/** Every "no" of this capability; translated in messages/<locale>/kyc.json under `refusals`. */
export const kycRefusals = [
  "kyc.submission.customer-unknown",
  "kyc.submission.subject-differs",
  "kyc.submission.field-unknown",
  "kyc.submission.field-malformed",
  "kyc.submission.document-unannounced",
  "kyc.submission.document-twice",
  "kyc.submission.not-collecting",
  "kyc.submission.deciding",
  "kyc.submission.decider",
  "kyc.submission.in-future",
  "kyc.submission.document-unfit",
  "kyc.submission.channel-twice",
  "kyc.submission.not-ready",
  "kyc.submission.not-yours",
  "kyc.submission.documents-undecided",
  "kyc.submission.documents-refused",
  "kyc.submission.check-failed",
  "kyc.submission.nothing-failed",
  "kyc.submission.held",
  "kyc.submission.none-held",
  "kyc.submission.class-not-reached",
  "kyc.submission.reason-missing",
  "kyc.submission.stale",
  "kyc.submission.documents-missing",
  "kyc.submission.other-person",
  "kyc.document.not-readable-yet",
  "kyc.document.stands",
  "kyc.document.other-file",
  "kyc.document.file-gone",
  "kyc.document.too-large",
  "kyc.request.none",
  "kyc.request.nothing-due",
  "kyc.request.closed",
  "kyc.request.other-customer",
  "kyc.second-look.own",
  "kyc.second-look.done",
  "kyc.override.not-proposed",
  "kyc.class.first-only",
  "kyc.class.third-once",
  "kyc.override.checks-differ",
  "kyc.override.own-intake",
  "kyc.class.not-lower",
  "kyc.class.stale",
  "kyc.recheck.none",
] as const;
export type KycRefusal = (typeof kycRefusals)[number];
