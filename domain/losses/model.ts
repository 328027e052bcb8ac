import type { Instant } from "../shared/time";

/** The five cases of the agreement in which a customer tells the house at once, in its order; a digit each on the call screen. */
export const CAUSES = [
  "secrets-leaked",
  "phone-lost",
  "number-of-another",
  "data-misused",
  "unauthorised-use",
] as const;
export type Cause = (typeof CAUSES)[number];

/** How the notice reached the house. */
export const NOTICE_CHANNELS = ["call", "counter", "online", "letter"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** What a caller may be asked; a digit each on the call screen. What he answers is kept nowhere. */
export const CHECK_ITEMS = [
  "name",
  "document-digits",
  "registered-number",
  "card-digits",
  "last-transaction",
  "caller-number",
  "code-to-number",
  "face-at-counter",
] as const;
export type CheckItem = (typeof CHECK_ITEMS)[number];

export const CHECK_OUTCOMES = ["matched", "not-matched"] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];
/** One question that was asked, and whether the answer was the one on file. */
export type Check = { readonly item: CheckItem; readonly outcome: CheckOutcome };

/** When a checklist was gone through: at the notice, at the call back, before protection ends. */
export const CHECK_STAGES = ["notice", "call-back", "ending"] as const;
export type CheckStage = (typeof CHECK_STAGES)[number];

/**
 * Where a report stands. `awaiting-lead`: an unverified caller, and too many of his kind lately: nothing is stopped yet.
 * `stopped`: a short stop for an unverified caller. `protected` until `closing`: the freeze stands. The rest are ends.
 */
export const REPORT_STATES = [
  "awaiting-lead",
  "stopped",
  "protected",
  "evidence",
  "confirmed",
  "restoring",
  "closing",
  "restored",
  "withdrawn",
  "replaced-and-closed",
  "not-confirmed",
  "declined",
] as const;
export type ReportState = (typeof REPORT_STATES)[number];

/** States in which the report is open: a second notice of the same customer joins it. */
export const OPEN_STATES = [
  "awaiting-lead",
  "stopped",
  "protected",
  "evidence",
  "confirmed",
  "restoring",
  "closing",
] as const satisfies readonly ReportState[];
/** States in which the customer's freeze stands. */
export const FROZEN_STATES = [
  "protected",
  "evidence",
  "confirmed",
  "restoring",
  "closing",
] as const satisfies readonly ReportState[];

export const isOpenReport = (state: ReportState): boolean => (OPEN_STATES as readonly ReportState[]).includes(state);
export const isFrozen = (state: ReportState): boolean => (FROZEN_STATES as readonly ReportState[]).includes(state);

/** Where the call back to the registered number stands; `none` where the caller was verified. */
export const CALL_BACK_STATES = ["none", "due", "confirmed", "denied", "unreached"] as const;
export type CallBackState = (typeof CALL_BACK_STATES)[number];

/** What one attempt to call back brought. */
export const CALL_BACK_OUTCOMES = ["confirmed", "denied", "no-answer"] as const;
export type CallBackOutcome = (typeof CALL_BACK_OUTCOMES)[number];

/** How protection that the customer asked for may end with his consent. */
export const ENDINGS = ["restored", "withdrawn"] as const;
export type Ending = (typeof ENDINGS)[number];

/** The papers of the agreement that prove a claim; `other` is whatever else was agreed. */
export const EVIDENCE_KINDS = ["id-copy", "hand-held-photo", "transaction-voucher", "other"] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];
export const EVIDENCE_STATES = ["received", "refused"] as const;
export type EvidenceState = (typeof EVIDENCE_STATES)[number];

/** Who bears a disputed movement turns on where it lies: the notice, and protection in force. */
export const DISPUTE_PHASES = ["before-notice", "before-protection", "after-protection"] as const;
export type DisputePhase = (typeof DISPUTE_PHASES)[number];

/** What the gesture does, in the order the core is told. Money going out is stopped before anything else. */
export const PROTECTIONS = ["debit", "sessions", "card"] as const;
export type Protection = (typeof PROTECTIONS)[number];

/**
 * The times a report keeps apart. `noticeAt`: the start of the call, from which liability runs. `reportedAt`: when it was
 * entered. `instructedAt`: when the core was told; `inForceAt`: when it had confirmed the last stop of money going out.
 */
export type ReportTimes = {
  readonly noticeAt: Instant;
  readonly reportedAt: Instant;
  readonly instructedAt: Instant | null;
  readonly inForceAt: Instant | null;
};

/** Where a report stands, as its commands decide by it. */
export type ReportFacts = {
  readonly state: ReportState;
  readonly version: number;
  readonly cause: Cause;
  readonly verified: boolean;
  readonly callBack: CallBackState;
};
