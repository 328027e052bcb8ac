import type { MaskedField } from "./masking";

type FieldPlace = {
  readonly table:
    | "customers"
    | "identity_documents"
    | "accounts"
    | "bound_cards"
    | "representatives"
    | "ownership_stakes";
  readonly column: string;
  readonly mask: MaskedField;
};

/** Sealed fields that may be revealed one by one: where each lies and how it is masked until then. */
export const REVEAL_FIELDS = {
  name: { table: "customers", column: "name_sealed", mask: "name" },
  phone: { table: "customers", column: "phone_sealed", mask: "phone" },
  address: { table: "customers", column: "address_sealed", mask: "address" },
  "external-ref": { table: "customers", column: "external_ref_sealed", mask: "account" },
  "id-number": { table: "identity_documents", column: "number_sealed", mask: "id-number" },
  "core-number": { table: "accounts", column: "core_number_sealed", mask: "account" },
  "card-number": { table: "bound_cards", column: "number_sealed", mask: "card" },
  "representative-name": { table: "representatives", column: "name_sealed", mask: "name" },
  "representative-document": { table: "representatives", column: "document_sealed", mask: "id-number" },
  "owner-name": { table: "ownership_stakes", column: "name_sealed", mask: "name" },
  "owner-document": { table: "ownership_stakes", column: "document_sealed", mask: "id-number" },
} as const satisfies Record<string, FieldPlace>;

export type RevealField = keyof typeof REVEAL_FIELDS;

export const REVEAL_FIELD_NAMES = Object.keys(REVEAL_FIELDS) as [RevealField, ...RevealField[]];
