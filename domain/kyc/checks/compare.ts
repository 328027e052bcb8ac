import { countryCode } from "../../customers/country-codes";
import type { Sex } from "../../customers/identity-number";
import { nameKey, normaliseCode, normaliseIdNumber } from "../../customers/normalise";
import type { FieldName } from "../fields";
import { readDate, readValidTo } from "./dates";
import { ZONE_NAME_CUT } from "./thresholds";

/**
 * How a value read from a paper stands to the one declared. `rare`: they differ only where the declared name has
 * characters that recognition has never learnt; `incomparable`: neither the same nor different can be said.
 */
export type Comparison = "same" | "rare" | "different" | "incomparable";

const SEXES: ReadonlyMap<string, Sex> = new Map([
  ["male", "male"],
  ["m", "male"],
  ["男", "male"],
  ["female", "female"],
  ["f", "female"],
  ["女", "female"],
]);

/** The sex as papers and systems write it; undefined for anything else, the X of some passports included. */
export function readSex(text: string): Sex | undefined {
  return SEXES.get(text.normalize("NFKC").trim().toLowerCase());
}

/** What papers of China say of their holders' nationality. */
const CHINESE: ReadonlySet<string> = new Set(["中国", "CHINA", "CHINESE"]);

/** A nationality as the country's code of two letters; what is no country's stays as it is written. */
export function readNationality(text: string): string {
  const code = text.normalize("NFKC").trim().toUpperCase();
  return CHINESE.has(code) ? "CN" : (countryCode(code) ?? code);
}

const HAN = /\p{Script=Han}/u;

/** Ideographs of the first block: what recognition is trained on. Extensions A to I and the private area are not. */
const ORDINARY = /^[\u4e00-\u9fa5·]$/;

function byReader<T>(read: (text: string) => T | undefined) {
  return (declared: string, found: string): Comparison => {
    const [a, b] = [read(declared), read(found)];
    if (a === undefined || b === undefined) return "incomparable";
    return a === b ? "same" : "different";
  };
}

/** A number or date that is not one differs, unlike a word that cannot be told. */
function byExact(read: (text: string) => string | undefined) {
  return (declared: string, found: string): Comparison =>
    (read(declared) ?? declared.trim()) === (read(found) ?? found.trim()) ? "same" : "different";
}

/**
 * Two spellings of one name: width, case, blanks and the kind of the middle dot do not count, nor does a dot that
 * recognition has lost. Latin names are the same in any order of their words, and where one stands cut off as a
 * passport's machine-readable line cuts it. A Chinese and a Latin name cannot be compared.
 */
export function compareNames(declared: string, found: string): Comparison {
  const [a, b] = [nameKey(declared), nameKey(found)];
  if (a === undefined || b === undefined) return "incomparable";
  if (HAN.test(a) !== HAN.test(b)) return "incomparable";
  if (HAN.test(a)) return compareHan(a.replaceAll("·", ""), b.replaceAll("·", ""));
  const same = [plainLatin(a), transliterated(a)].some((name) => isSameLatin(name, plainLatin(b)));
  return same ? "same" : "different";
}

/** Whether two plain Latin names are the same words in any order, the same letters, or one cut off. */
function isSameLatin(declared: string, found: string): boolean {
  const sorted = (name: string) => name.split(" ").sort().join(" ");
  if (sorted(declared) === sorted(found)) return true;
  if (declared.replaceAll(" ", "") === found.replaceAll(" ", "")) return true;
  return found.length >= ZONE_NAME_CUT && isCutOff(declared.split(" "), found.split(" "));
}

/** Whether the words found are the first ones of a name in another order, the last of them possibly in part. */
function isCutOff(declared: readonly string[], found: readonly string[]): boolean {
  const left = [...declared];
  return found.every((word, at) => {
    const match = left.findIndex((one) => (at === found.length - 1 ? one.startsWith(word) : one === word));
    if (match >= 0) left.splice(match, 1);
    return match >= 0;
  });
}

/** A Latin name without marks on its letters, hyphens and apostrophes. */
function plainLatin(name: string): string {
  return name
    .normalize("NFD")
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[·,.\-\s]+/g, " ")
    .trim();
}

/** What ICAO 9303 writes for letters that A to Z lacks. */
const TRANSLITERATIONS: Readonly<Record<string, string>> = {
  Ä: "AE",
  Ö: "OE",
  Ü: "UE",
  Å: "AA",
  Ø: "OE",
  Æ: "AE",
  Þ: "TH",
};

function transliterated(name: string): string {
  return plainLatin(name.replace(/[ÄÖÜÅØÆÞ]/g, (letter) => TRANSLITERATIONS[letter] ?? letter));
}

/** Chinese names character by character (code points: those outside the first plane are one each). */
function compareHan(declared: string, found: string): Comparison {
  if (declared === found) return "same";
  const [a, b] = [[...declared], [...found]];
  if (a.length !== b.length) return "different";
  return a.every((character, at) => character === b[at] || !ORDINARY.test(character)) ? "rare" : "different";
}

/** Long texts: blanks and punctuation do not count, and a part of the other is the same. */
function compareTexts(declared: string, found: string): Comparison {
  const strip = (text: string) =>
    text
      .normalize("NFKC")
      .toUpperCase()
      .replace(/[\s\p{P}\p{S}]/gu, "");
  const [a, b] = [strip(declared), strip(found)];
  if (a === "" || b === "") return "incomparable";
  return a.includes(b) || b.includes(a) ? "same" : "different";
}

/**
 * How each field is compared. What is not here has no fixed spelling on a paper, or need not be the same: a person's
 * address of contact is not the one on his card.
 */
const COMPARERS: Readonly<Partial<Record<FieldName, (declared: string, found: string) => Comparison>>> = {
  name: compareNames,
  representativeName: compareNames,
  sex: byReader(readSex),
  birthDate: byExact(readDate),
  nationality: (declared, found) => {
    const [a, b] = [readNationality(declared), readNationality(found)];
    if (a.length !== b.length) return "incomparable";
    return a === b ? "same" : "different";
  },
  idNumber: byExact(normaliseIdNumber),
  representativeIdNumber: byExact(normaliseIdNumber),
  idValidFrom: byExact(readDate),
  idValidTo: byExact(readValidTo),
  idAuthority: compareTexts,
  businessScope: compareTexts,
};

/** Fields whose reading is too long to be right in every character: a difference never does more than warn. */
export const SOFT_FIELDS: readonly FieldName[] = ["idAuthority", "businessScope"];

/** Compares what was declared with what was read. Enterprises' registration numbers are not lengthened. */
export function compareField(field: FieldName, declared: string, found: string, enterprise = false): Comparison {
  if (enterprise && field === "idNumber") return byExact(normaliseCode)(declared, found);
  return COMPARERS[field]?.(declared, found) ?? "incomparable";
}
