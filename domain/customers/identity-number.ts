import { type LocalDate, localDate } from "../shared/time";

/**
 * The citizen identity number (GB 11643): 6 digits of region, 8 of birth date, 3 of sequence (odd for men), and one
 * check character after ISO 7064 MOD 11-2. Until 1999 it had 15 digits: a year of two digits, no check character.
 */
export type Sex = "male" | "female";

export type IdentityNumber = {
  /** The 18 characters, an X in upper case. */
  readonly number: string;
  readonly region: string;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
};

export type IdentityNumberProblem = "length" | "characters" | "birth-date" | "checksum";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = "10X98765432";

/** The check character for the first 17 digits. Refuses anything else. */
export function checkCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError("a check character is over 17 digits");
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first17[at]), 0);
  return CHECK_CHARACTERS.charAt(sum % 11);
}

/** The 18-character form of a 15-digit number. All of those were born in the 1900s, as far as living holders go. */
export function lengthened(number15: string): string {
  if (!/^\d{15}$/.test(number15)) throw new RangeError("only a number of 15 digits is lengthened");
  const first17 = `${number15.slice(0, 6)}19${number15.slice(6)}`;
  return first17 + checkCharacter(first17);
}

/**
 * Reads a normalised identity number (`normaliseIdNumber`) of 15 or 18 characters. Says what is wrong with it first
 * found. It does not look the region up, and does not know today: a birth date may lie ahead.
 */
export function readIdentityNumber(
  text: string,
): ({ readonly ok: true } & IdentityNumber) | { readonly ok: false; readonly problem: IdentityNumberProblem } {
  if (text.length !== 15 && text.length !== 18) return { ok: false, problem: "length" };
  if (!/^(\d{15}|\d{17}[\dX])$/.test(text)) return { ok: false, problem: "characters" };
  const number = text.length === 15 ? lengthened(text) : text;
  const birthDate = dateOf(number.slice(6, 14));
  if (!birthDate) return { ok: false, problem: "birth-date" };
  if (checkCharacter(number.slice(0, 17)) !== number.charAt(17)) return { ok: false, problem: "checksum" };
  const sex = Number(number.charAt(16)) % 2 === 1 ? "male" : "female";
  return { ok: true, number, region: number.slice(0, 6), birthDate, sex };
}

/** Regions begin with 11 to 65, 71, 81 to 83, and 9 with a province for foreign residents: 99 is nobody's. */
const FICTITIOUS_REGION = "99";

/**
 * A number for demonstration: it passes every check, and by its region (99…) can belong to nobody.
 * `area` 0 to 9999 and `sequence` 0 to 999 tell numbers of one birth date apart; an odd sequence is a man's.
 */
export function fictitiousIdentityNumber(of: { birthDate: LocalDate; area: number; sequence: number }): string {
  if (!isWhole(of.area, 9999) || !isWhole(of.sequence, 999)) throw new RangeError("no such demonstration number");
  const area = String(of.area).padStart(4, "0");
  const sequence = String(of.sequence).padStart(3, "0");
  const first17 = FICTITIOUS_REGION + area + of.birthDate.replaceAll("-", "") + sequence;
  return first17 + checkCharacter(first17);
}

/** True when the number's region is the one of demonstration numbers. */
export function isFictitiousIdentityNumber(number: string): boolean {
  return number.startsWith(FICTITIOUS_REGION);
}

function dateOf(digits: string): LocalDate | undefined {
  try {
    return localDate(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`);
  } catch {
    return undefined;
  }
}

function isWhole(value: number, highest: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= highest;
}
