import type { SubjectKind } from "./model";

type Field = {
  /** Longest value taken in, in characters. */
  readonly max: number;
  readonly of: readonly SubjectKind[];
};

/** What may be declared, read or asked of a registry. Words in `kyc.fields`. */
export const FIELDS = {
  name: { max: 100, of: ["person", "enterprise"] },
  sex: { max: 10, of: ["person"] },
  birthDate: { max: 10, of: ["person"] },
  nationality: { max: 3, of: ["person"] },
  idType: { max: 40, of: ["person", "enterprise"] },
  idNumber: { max: 40, of: ["person", "enterprise"] },
  idValidFrom: { max: 10, of: ["person", "enterprise"] },
  idValidTo: { max: 10, of: ["person", "enterprise"] },
  idAuthority: { max: 100, of: ["person"] },
  phone: { max: 20, of: ["person", "enterprise"] },
  occupation: { max: 60, of: ["person"] },
  address: { max: 200, of: ["person", "enterprise"] },
  businessScope: { max: 1000, of: ["enterprise"] },
  representativeName: { max: 100, of: ["enterprise"] },
  representativeIdType: { max: 40, of: ["enterprise"] },
  representativeIdNumber: { max: 40, of: ["enterprise"] },
} as const satisfies Record<string, Field>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as [FieldName, ...FieldName[]];

/** The fields of a kind of subject, in the order of the bench. */
export function fieldsOf(kind: SubjectKind): readonly FieldName[] {
  return FIELD_NAMES.filter((name) => (FIELDS[name].of as readonly SubjectKind[]).includes(kind));
}

/**
 * The nine things of customer due diligence (rule mipriv-aml-nine): each is there when all its fields are, and the
 * copy of the paper when a picture of it is.
 */
export const NINE_FIELDS = {
  sex: ["sex"],
  phone: ["phone"],
  occupation: ["occupation"],
  nationality: ["nationality"],
  idType: ["idType"],
  idNumber: ["idNumber"],
  idValidity: ["idValidTo"],
  idCopy: "document",
  address: ["address"],
} as const satisfies Record<string, readonly FieldName[] | "document">;
export type NineField = keyof typeof NINE_FIELDS;
