import type { LawfulBasis } from "../consents/model";

/**
 * Whom the house gives personal data. `entrusted`: works for the house by its orders; `recipient`: decides for itself;
 * `affiliate`: a member of the group, who is a recipient like any other; `authority`: one of this country, by law;
 * `cross-border`: outside the country; `successor`: takes the business over.
 */
export const PARTNER_KINDS = ["entrusted", "recipient", "affiliate", "authority", "cross-border", "successor"] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const PARTNER_STATES = ["draft", "proposed", "active", "ended"] as const;
export type PartnerState = (typeof PARTNER_STATES)[number];

/** Kinds of data, as they are named to whoever asks. */
export const FIELDS = [
  "name",
  "id-number",
  "card-number",
  "mobile",
  "id-image",
  "id-validity",
  "nationality",
  "sex",
  "address",
  "occupation",
  "account",
  "trade",
  "device",
  "face",
  "contact",
] as const;
export type Field = (typeof FIELDS)[number];

/** What it is given for. */
export const SHARING_PURPOSES = [
  "clearing",
  "account-opening",
  "identity-check",
  "list-check",
  "fraud-defence",
  "messaging",
  "dispute",
  "audit",
  "service",
  "marketing",
  "legal-duty",
  "takeover",
] as const;
export type SharingPurpose = (typeof SHARING_PURPOSES)[number];

/** How it is given. There is no way called sale: personal data are not sold. */
export const WAYS = ["interface", "file", "embedded-kit", "on-request"] as const;
export type Way = (typeof WAYS)[number];

/** The cases in which the merchant policy lets data be shared. */
export const SHARE_CASES = [
  "law-or-authority",
  "with-separate-consent",
  "with-affiliates",
  "with-service-partners",
  "with-entrusted-processors",
  "for-the-trade-itself",
  "for-disputes",
  "for-safety",
] as const;
export type ShareCase = (typeof SHARE_CASES)[number];

/** The cases in which data go to another house for good. */
export const TRANSFER_CASES = ["with-consent", "by-law", "takeover-bound", "takeover-new-consent"] as const;
export type TransferCase = (typeof TRANSFER_CASES)[number];

export const SAFEGUARDS = [
  "encryption",
  "security-review",
  "processing-agreement",
  "no-own-use",
  "return-or-delete",
  "export-gate",
] as const;
export type Safeguard = (typeof SAFEGUARDS)[number];

/** Why a partner gets nothing more. */
export const END_REASONS = ["contract-over", "terminated", "not-needed", "breach"] as const;
export type EndReason = (typeof END_REASONS)[number];

export const NOTICE_KINDS = ["erase", "correct", "stop", "contract-ended"] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];
export const NOTICE_STATES = ["waiting", "told", "confirmed"] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** By what a recipient was told. */
export const TOLD_WAYS = ["interface", "letter", "e-mail"] as const;
export type ToldWay = (typeof TOLD_WAYS)[number];

export const DEMAND_STATES = ["escalated", "rejected", "permitted"] as const;
export type DemandState = (typeof DEMAND_STATES)[number];

/** A partner as decisions see it. Dates are Shanghai calendar days. */
export type PartnerFacts = {
  readonly kind: PartnerKind;
  /** ISO 3166-1 alpha-3. */
  readonly country: string;
  readonly purpose: SharingPurpose;
  readonly way: Way;
  readonly fields: readonly Field[];
  readonly basis: LawfulBasis;
  readonly caseCode: ShareCase | TransferCase;
  readonly safeguards: readonly Safeguard[];
  readonly contractFrom: string;
  readonly contractTo: string | null;
};
