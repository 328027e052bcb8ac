import { type FieldName, NINE_FIELDS, type NineField } from "./fields";
import { type Declared, type DocumentKind, ID_TYPES, type IdType } from "./model";

/** The pictures that make up a copy of each paper: both sides where there are two. */
export const COPY_OF: Readonly<Record<IdType, readonly DocumentKind[]>> = {
  "resident-id": ["id-front", "id-back"],
  passport: ["passport"],
  "travel-permit-hk-mo": ["travel-permit"],
  "travel-permit-tw": ["travel-permit"],
  "residence-permit-hk-mo-tw": ["id-front", "id-back"],
  "foreign-permanent-residence": ["id-front", "id-back"],
  "business-licence": ["business-licence"],
};

/** Of the nine, those that a new copy of a paper must bring. */
export const NINE_OF_PAPER: readonly NineField[] = ["idType", "idNumber", "idValidity", "idCopy"];

const isThere = (declared: Declared, field: FieldName) => (declared[field] ?? "").trim() !== "";

/** Whether these kinds of pictures make up a copy of the declared paper; of any paper where none is named. */
export function hasCopy(declared: Declared, kinds: readonly DocumentKind[]): boolean {
  const type = ID_TYPES.find((one) => one === declared.idType);
  if (type === undefined) return Object.values(COPY_OF).some((copy) => copy.every((kind) => kinds.includes(kind)));
  return COPY_OF[type].every((kind) => kinds.includes(kind));
}

/**
 * Which of the nine items of customer due diligence (rule mipriv-aml-nine) a person's submission lacks, in their order.
 * Takes the declared fields and the kinds of pictures that are there; a paper of two sides needs both.
 */
export function missingNine(declared: Declared, kinds: readonly DocumentKind[]): readonly NineField[] {
  const items = Object.entries(NINE_FIELDS) as [NineField, readonly FieldName[] | "document"][];
  return items
    .filter(([, needs]) =>
      needs === "document" ? !hasCopy(declared, kinds) : !needs.every((field) => isThere(declared, field)),
    )
    .map(([item]) => item);
}

/** The identity set of an enterprise (rule llpay-kyc-set), as far as it is declared; owners and the licence go beside. */
const ENTERPRISE_FIELDS = ["name", "idNumber", "phone", "address", "businessScope"] as const satisfies FieldName[];

/** Which declared fields of the identity set an enterprise's submission lacks. */
export function missingOfEnterprise(declared: Declared): readonly FieldName[] {
  return ENTERPRISE_FIELDS.filter((field) => !isThere(declared, field));
}

/** The declared fields of one of the nine; none for the copy of the paper. */
export function fieldsOfNine(item: NineField): readonly FieldName[] {
  const needs: readonly FieldName[] | "document" = NINE_FIELDS[item];
  return needs === "document" ? [] : needs;
}
