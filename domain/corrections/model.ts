/** Fields a customer may have put right. */
export const CORRECTION_FIELDS = [
  "name",
  "phone",
  "address",
  "external-ref",
  "occupation",
  "nationality",
  "document-number",
  "document-valid-from",
  "document-valid-to",
] as const;
export type CorrectionField = (typeof CORRECTION_FIELDS)[number];

/** Fields that say who somebody is: a second person agrees before one changes, and identity is verified anew. */
export const IDENTITY_FIELDS: readonly CorrectionField[] = [
  "name",
  "nationality",
  "document-number",
  "document-valid-from",
  "document-valid-to",
];

export const isIdentityField = (field: CorrectionField): boolean => IDENTITY_FIELDS.includes(field);

/** `proposed` while a second person has it; `done` once it stands in the record. */
export const CORRECTION_STATES = ["proposed", "done", "rejected", "withdrawn", "expired", "void"] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];
export type CorrectionOutcome = Exclude<CorrectionState, "proposed">;

/** One field and the value it ought to have. */
export type CorrectionItem = { readonly field: CorrectionField; readonly value: string };
