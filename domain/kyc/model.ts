import type { Id, PersonId } from "../shared/ids";
import type { RuleRef } from "../shared/rule-ref";
import type { Instant, LocalDate } from "../shared/time";
import type { CheckName } from "./checks/names";
import type { RejectReason } from "./codes";
import type { FieldName } from "./fields";

export type SubmissionId = Id<"submission">;

export const SUBJECT_KINDS = ["person", "enterprise"] as const;
export type SubjectKind = (typeof SUBJECT_KINDS)[number];

/** What a submission is for. */
export const PURPOSES = ["onboarding", "document-update", "re-verification", "upgrade"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** Where it came from: another system, or a colleague at the desk. */
export const ORIGINS = ["api", "desk"] as const;
export type Origin = (typeof ORIGINS)[number];

/**
 * Where a submission stands. `collecting`: announced pictures are missing; `reading`: files are looked at and the checks
 * run; `ready`: waits for a reviewer; `held`: waits for somebody else than the desk, who need not say why; `overriding`:
 * its acceptance against a failed check waits for a second person; `asked`: waits for the customer.
 */
export const SUBMISSION_STATES = [
  "collecting",
  "reading",
  "ready",
  "held",
  "overriding",
  "asked",
  "accepted",
  "rejected",
  "superseded",
  "lapsed",
] as const;
export type SubmissionState = (typeof SUBMISSION_STATES)[number];

/** States that a decision has ended. */
export const ENDED_STATES = [
  "accepted",
  "rejected",
  "superseded",
  "lapsed",
] as const satisfies readonly SubmissionState[];

/** Pictures of papers and people. An identity card and a residence permit have two sides; others are one page. */
export const DOCUMENT_KINDS = [
  "id-front",
  "id-back",
  "passport",
  "travel-permit",
  "hand-held",
  "business-licence",
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** What was decided of one document. */
export const DOCUMENT_STATES = ["waiting", "accepted", "rejected", "asked"] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

/** How far the reading of a document is. `missing`: announced and not there yet; `refused`: the file was not taken. */
export const READ_STATES = ["missing", "waiting", "read", "failed", "refused"] as const;
export type ReadState = (typeof READ_STATES)[number];

/** Papers that prove who somebody is. */
export const ID_TYPES = [
  "resident-id",
  "passport",
  "travel-permit-hk-mo",
  "travel-permit-tw",
  "residence-permit-hk-mo-tw",
  "foreign-permanent-residence",
  "business-licence",
] as const;
export type IdType = (typeof ID_TYPES)[number];

/** Kinds of independent outside channels by which an identity is verified. One kind counts once. */
export const CHANNEL_TYPES = [
  "public-security",
  "bank-card",
  "telecom",
  "education",
  "social-security",
  "tax",
  "business-registry",
  "housing-fund",
] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];
export const CHANNEL_OUTCOMES = ["match", "mismatch", "unavailable"] as const;
export type ChannelOutcome = (typeof CHANNEL_OUTCOMES)[number];

/** What an outside channel said, and when. */
export type ChannelResult = {
  readonly type: ChannelType;
  readonly provider: string;
  readonly outcome: ChannelOutcome;
  readonly at: Instant;
};

/** What was declared, field by field, in clear; dates YYYY-MM-DD, `idValidTo` may be "long-term". */
export type Declared = { readonly [F in FieldName]?: string | undefined };

/** How a value was read from a picture. `confidence` 0 to 100: a proposal, never a fact. */
export type Reading = {
  readonly document: DocumentKind;
  readonly field: FieldName;
  readonly value: string;
  readonly confidence: number;
  readonly source: "ocr" | "mrz";
};

/** What the registry said of one field: it answers whether values match, and gives none. */
export const REGISTRY_ANSWERS = ["match", "mismatch", "not-given"] as const;
export type RegistryAnswer = (typeof REGISTRY_ANSWERS)[number];
export type RegistryAnswers = { readonly [F in FieldName]?: RegistryAnswer | undefined };

/** How good a picture is. Edges in pixels, the others 0 (bad) to 100. */
export type Quality = {
  readonly width: number;
  readonly height: number;
  readonly sharpness: number;
  readonly glareFree: number;
  readonly framed: number;
};

/** `unknown`: what the check needs is not there; `pass` and the two bad ones are findings. */
export const CHECK_OUTCOMES = ["pass", "warn", "fail", "unknown"] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/**
 * One finding. `code` says which finding within the check (`kyc.findings.<check>.<code>`); `params` fill its sentence and
 * hold no personal data. A check gives several findings where several fields or documents are concerned.
 */
export type Finding = {
  readonly check: CheckName;
  readonly outcome: CheckOutcome;
  readonly code: string;
  readonly fields: readonly FieldName[];
  readonly documents: readonly DocumentKind[];
  readonly params: Readonly<Record<string, string | number>>;
  readonly basis: readonly RuleRef[];
};

/** Decisions at the bench. */
export const DECISIONS = ["accept", "reject", "ask"] as const;
export type Decision = (typeof DECISIONS)[number];

/** A decided document: who, when, and why not. */
export type DecidedDocument = {
  readonly kind: DocumentKind;
  readonly state: DocumentState;
  readonly reason: RejectReason | null;
  readonly by: PersonId | null;
  readonly at: Instant | null;
};

/** Account classes; 0 where no class is reached. */
export type AccountClass = 1 | 2 | 3;

/** A day or "long-term". */
export type ValidTo = LocalDate | "long-term";

/** Why a customer is asked for papers: again at the bench, or for a re-verification. */
export const REQUEST_GROUNDS = ["asked-again", "re-verification"] as const;
export type RequestGround = (typeof REQUEST_GROUNDS)[number];
export const REQUEST_STATES = ["open", "answered", "lapsed", "withdrawn"] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
