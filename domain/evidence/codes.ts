import type { CodedEntry } from "../rulebook/coded-entry";

/** How long a kind of file is kept, as the keys of the vault know it. */
export type EvidenceClass = "identity" | "contact" | "trade" | "casework";

type KindRow = { readonly class: EvidenceClass; readonly rules: readonly [string, ...string[]] };

/** What a file proves, which decides how long it is kept. */
export const EVIDENCE_KINDS = {
  "identity-proof": { class: "identity", rules: ["law-aml-34"] },
  "trade-proof": { class: "trade", rules: ["law-aml-34"] },
  "authority-letter": { class: "casework", rules: ["law-aml-34"] },
  statement: { class: "casework", rules: ["law-aml-34"] },
  "other-record": { class: "casework", rules: ["law-aml-34"] },
  // Telephone and address stand among the nine items of the customer file.
  "contact-proof": { class: "contact", rules: ["law-aml-34", "mipriv-aml-nine"] },
} as const satisfies Record<string, KindRow>;

export type EvidenceKind = keyof typeof EVIDENCE_KINDS;
export const EVIDENCE_KIND_NAMES = Object.keys(EVIDENCE_KINDS) as [EvidenceKind, ...EvidenceKind[]];

/** Why a file is taken back before anything rests on it. */
export const DISCARD_REASONS = ["wrong-file", "wrong-subject", "unreadable", "unneeded"] as const;
/** Why the original leaves the house. */
export const DOWNLOAD_REASONS = ["authority-request", "audit", "expert-check", "rights-request"] as const;
/** Why a file is erased. */
export const ERASE_REASONS = ["retention-over", "rights-request"] as const;

/** Why a file was not taken, found by looking at its content. */
export const CONTENT_REFUSALS = [
  "archive",
  "office",
  "vector",
  "markup",
  "program",
  "type",
  "two-in-one",
  "encrypted",
  "pixels",
  "pages",
  "damaged",
  "too-heavy",
  "malware",
  "size-differs",
  "empty",
] as const;
export type ContentRefusal = (typeof CONTENT_REFUSALS)[number];

/** Every refusal of this capability. */
export const evidenceRefusals = [
  ...CONTENT_REFUSALS.map((one) => `evidence.content.${one}` as const),
  "evidence.file.too-large",
  "evidence.file.empty-name",
  "evidence.file.too-many",
  "evidence.file.too-many-uploads",
  "evidence.file.not-uploading",
  "evidence.file.not-waiting",
  "evidence.file.not-ready",
  "evidence.file.incomplete",
  "evidence.file.used",
  "evidence.file.not-yours",
  "evidence.file.note-missing",
  "evidence.file.kept-by-law",
  "evidence.file.customer-active",
  "evidence.file.expired",
  "evidence.file.broken",
  "evidence.file.gone",
] as const;
export type EvidenceRefusal = (typeof evidenceRefusals)[number];

/** Kinds of evidence and the rule that says how long each is kept. */
export const CODES: readonly CodedEntry[] = EVIDENCE_KIND_NAMES.map((name) => ({
  code: `evidence.kind.${name}`,
  kind: "register" as const,
  rules: [...EVIDENCE_KINDS[name].rules],
}));
