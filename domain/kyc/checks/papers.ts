import { type IdentityNumber, readIdentityNumber } from "../../customers/identity-number";
import { normaliseIdNumber } from "../../customers/normalise";
import type { LocalDate } from "../../shared/time";
import type { FieldName } from "../fields";
import { ID_TYPES, type IdType } from "../model";
import { readDate } from "./dates";
import type { CheckInput } from "./input";

/** A natural person's paper in a submission: the person's own, or that of an enterprise's legal representative. */
export type Paper = {
  readonly type: IdType;
  /** As declared. */
  readonly number: string;
  readonly field: FieldName;
};

function idTypeOf(text: string | undefined): IdType | undefined {
  return ID_TYPES.find((type) => type === text);
}

/** The paper of the natural person a submission names; undefined where its kind or its number is missing. */
export function paperOf({ subject, declared }: CheckInput): Paper | undefined {
  const person = subject === "person";
  const type = idTypeOf(person ? declared.idType : declared.representativeIdType);
  const number = person ? declared.idNumber : declared.representativeIdNumber;
  if (type === undefined || number === undefined || type === "business-licence") return undefined;
  return { type, number, field: person ? "idNumber" : "representativeIdNumber" };
}

/**
 * Whether a paper's number is built like a citizen's: identity cards, residence permits of people from Hong Kong, Macao
 * and Taiwan, and cards of foreign permanent residents of the form of 2023, which begin with 9.
 */
export function hasResidentNumber({ type, number }: Paper): boolean {
  if (type === "resident-id" || type === "residence-permit-hk-mo-tw") return true;
  return type === "foreign-permanent-residence" && /^9\d{16}[\dX]$/.test(normaliseIdNumber(number) ?? "");
}

/** What the paper's number says of its holder; undefined where it is no such number. */
export function residentNumberOf(paper: Paper): IdentityNumber | undefined {
  if (!hasResidentNumber(paper)) return undefined;
  const read = readIdentityNumber(normaliseIdNumber(paper.number) ?? "");
  return read.ok ? read : undefined;
}

/** When the person was born: as declared, or else as the number says. Undefined for an enterprise. */
export function birthDateOf(input: CheckInput): LocalDate | undefined {
  if (input.subject !== "person") return undefined;
  const declared = input.declared.birthDate === undefined ? undefined : readDate(input.declared.birthDate);
  if (declared !== undefined) return declared;
  const paper = paperOf(input);
  return paper && residentNumberOf(paper)?.birthDate;
}
