import { type FieldName as MrzField, type ParseResult, parse } from "mrz";
import type { LocalDate } from "../../shared/time";
import type { FieldName } from "../fields";
import type { DocumentKind, Reading } from "../model";
import type { Line } from "./model";
import { dayOf } from "./text";
import { findZone, type ZoneFormat, type ZoneText } from "./zone-lines";

/** What a machine-readable zone says. `holds`: every check digit in it is right. */
export type Zone = {
  readonly format: ZoneFormat;
  readonly holds: boolean;
  readonly readings: readonly Reading[];
};

const PROVEN = 98;
/** Proven by a digit that came out right only after a lookalike was put in. */
const MENDED = 75;
/** Fields without a check digit of their own. */
const UNPROVEN_MOST = 88;
/** A state that is on no list, as the specimens' is. */
const UNKNOWN_STATE = 60;
/** A field whose check digit does not hold: shown, and not to be relied on. */
const BROKEN = 25;

type Kinds = readonly (readonly [from: number, to: number, kind: "digits" | "letters"])[];

/** Where digits or letters alone may stand, by format and line (ICAO 9303 parts 4 to 6). */
const KINDS: Readonly<Record<ZoneFormat, readonly Kinds[]>> = {
  TD3: [
    [[0, 44, "letters"]],
    [
      [9, 10, "digits"],
      [10, 13, "letters"],
      [13, 20, "digits"],
      [21, 28, "digits"],
      [42, 44, "digits"],
    ],
  ],
  TD2: [
    [[0, 36, "letters"]],
    [
      [9, 10, "digits"],
      [10, 13, "letters"],
      [13, 20, "digits"],
      [21, 28, "digits"],
      [35, 36, "digits"],
    ],
  ],
  TD1: [
    [
      [0, 5, "letters"],
      [14, 15, "digits"],
    ],
    [
      [0, 7, "digits"],
      [8, 15, "digits"],
      [15, 18, "letters"],
      [29, 30, "digits"],
    ],
    [[0, 30, "letters"]],
  ],
};
const NUMBER_AT: Readonly<Record<ZoneFormat, readonly [line: number, from: number, to: number]>> = {
  TD3: [1, 0, 9],
  TD2: [1, 0, 9],
  TD1: [0, 5, 14],
};

const TO_DIGIT: Readonly<Record<string, string>> = {
  O: "0",
  Q: "0",
  D: "0",
  I: "1",
  L: "1",
  Z: "2",
  A: "4",
  S: "5",
  G: "6",
  T: "7",
  B: "8",
};
const TO_LETTER: Readonly<Record<string, string>> = {
  "0": "O",
  "1": "I",
  "2": "Z",
  "4": "A",
  "5": "S",
  "6": "G",
  "7": "T",
  "8": "B",
};

function placed(line: string, kinds: Kinds): string {
  const out = [...line];
  for (const [from, to, kind] of kinds) {
    const table = kind === "digits" ? TO_DIGIT : TO_LETTER;
    for (let at = from; at < to; at++) out[at] = table[out[at] ?? ""] ?? out[at] ?? "<";
  }
  return out.join("");
}

/**
 * What the zone says, recognised once or more; nothing where no recognition has one. Where the first one's check digits
 * do not hold, lines of the others are put in its place while that makes them hold. `today` tells the century of years.
 */
export function readZone(
  document: DocumentKind,
  recognised: readonly (readonly Line[])[],
  today: LocalDate,
): Zone | undefined {
  const found = recognised.map(findZone).filter((one) => one !== undefined);
  const [first] = found;
  if (!first) return undefined;
  const { format } = first;
  const same = found.filter((one) => one.format === format);
  let best: { text: readonly string[]; result: ParseResult; mended: boolean } | undefined;
  for (const lines of combinations(same.map((one) => one.lines))) {
    const text = lines.map((line, at) => placed(line, KINDS[format][at] ?? []));
    const { result, mended } = parsedBest(format, text);
    if (!result) continue;
    if (!best || holds(result)) best = { text, result, mended };
    if (holds(result)) break;
  }
  if (!best) return undefined;
  const confidence = confidenceOf(same);
  return {
    format,
    holds: holds(best.result),
    readings: readingsOf(document, best.result, { lines: best.text, format, mended: best.mended, confidence, today }),
  };
}

/** Every way to take each line from one of the recognitions, the first one's own first. */
function combinations(found: readonly (readonly string[])[]): string[][] {
  const rows = found[0]?.map((_line, at) => [...new Set(found.map((lines) => lines[at] ?? ""))]) ?? [];
  return rows.reduce<string[][]>(
    (ways, choices) => choices.flatMap((choice) => ways.map((way) => [...way, choice])),
    [[]],
  );
}

const isCheckDigit = (field: MrzField | null) => field?.endsWith("CheckDigit") ?? false;
/** The better recognition's: the same engine is unsure of a run of fillers in one way and sure in another. */
const confidenceOf = (found: readonly ZoneText[]) =>
  Math.max(BROKEN, Math.min(UNPROVEN_MOST, Math.round(Math.max(...found.map(({ confidence }) => confidence)))));

function tried(lines: readonly string[]): ParseResult | undefined {
  try {
    return parse([...lines]);
  } catch {
    return undefined;
  }
}

const holds = (result: ParseResult | undefined) =>
  result?.details.every(({ field, valid }) => valid || !isCheckDigit(field)) ?? false;

/** Letters among fillers that may be misread fillers. Believed only when every check digit then holds. */
function refilled(format: ZoneFormat, lines: readonly string[]): string[] {
  const names = format === "TD1" ? 2 : 0;
  return lines.map((line, at) =>
    at === names ? line : line.replace(/(?<=<)[KCL]+(?=[<\d])|[KCL]+(?=<<)/g, (run) => "<".repeat(run.length)),
  );
}

/** A document number that its check digit denies is read with one lookalike put in, where only one makes it right. */
function parsedBest(
  format: ZoneFormat,
  lines: readonly string[],
): { result: ParseResult | undefined; mended: boolean } {
  const result = tried(lines);
  if (holds(result)) return { result, mended: false };
  const filled = tried(refilled(format, lines));
  if (holds(filled)) return { result: filled, mended: true };
  const bad = result?.details.some(({ field, valid }) => field === "documentNumberCheckDigit" && !valid);
  if (!result || !bad) return { result, mended: false };
  const [row, from, to] = NUMBER_AT[format];
  const line = lines[row] ?? "";
  const better: ParseResult[] = [];
  for (let at = from; at < to; at++) {
    const one = line.charAt(at);
    for (const other of [TO_DIGIT[one], ...Object.keys(TO_DIGIT).filter((letter) => TO_DIGIT[letter] === one)]) {
      if (other === undefined) continue;
      const varied = lines.with(row, line.slice(0, at) + other + line.slice(at + 1));
      const read = tried(varied);
      if (read && holds(read)) better.push(read);
    }
  }
  return better.length === 1 ? { result: better[0], mended: true } : { result, mended: false };
}

type With = { lines: readonly string[]; format: ZoneFormat; mended: boolean; confidence: number; today: LocalDate };

function readingsOf(
  document: DocumentKind,
  result: ParseResult,
  { lines, format, mended, confidence, today }: With,
): Reading[] {
  const value = (name: MrzField) => result.details.find(({ field }) => field === name)?.value ?? undefined;
  const valid = (name: MrzField) => result.details.find(({ field }) => field === name)?.valid ?? false;
  const proof = (name: MrzField) => (valid(name) ? PROVEN : BROKEN);
  const reading = (field: FieldName, text: string | undefined, sure: number): Reading[] =>
    text ? [{ document, field, value: text, confidence: sure, source: "mrz" }] : [];
  const named = [value("lastName"), value("firstName")].filter((part) => part);
  const sex = value("sex");
  const number = valid("documentNumberCheckDigit") && mended ? MENDED : proof("documentNumberCheckDigit");
  return [
    ...reading("name", named.join(" "), valid("lastName") && valid("firstName") ? confidence : BROKEN),
    ...reading("sex", sex === "male" || sex === "female" ? sex : undefined, confidence),
    ...reading("birthDate", born(value("birthDate"), today), proof("birthDateCheckDigit")),
    ...reading("nationality", nation(lines, format), valid("nationality") ? confidence : UNKNOWN_STATE),
    ...reading("idNumber", result.documentNumber ?? value("documentNumber"), number),
    ...reading("idValidTo", expiry(value("expirationDate"), today), proof("expirationDateCheckDigit")),
  ];
}

/** The state as it stands there, known or not. Germany writes one letter, everybody else the three of ISO 3166. */
function nation(lines: readonly string[], format: ZoneFormat): string {
  const from = format === "TD1" ? 15 : 10;
  const code = lines[1]?.slice(from, from + 3).replaceAll("<", "") ?? "";
  return code === "D" ? "DEU" : code;
}

/** The latest day with these digits that is not ahead. */
function born(digits: string | undefined, today: LocalDate): LocalDate | undefined {
  const day = inCentury("20", digits);
  return day !== undefined && day <= today ? day : inCentury("19", digits);
}

/** Papers run out within decades from now on, or ran out in the decades before. */
const YEARS_AHEAD = 50;
function expiry(digits: string | undefined, today: LocalDate): LocalDate | undefined {
  const day = inCentury("20", digits);
  const last = `${Number(today.slice(0, 4)) + YEARS_AHEAD}`;
  return day !== undefined && day.slice(0, 4) <= last ? day : inCentury("19", digits);
}

function inCentury(century: string, digits: string | undefined): LocalDate | undefined {
  if (!digits || !/^\d{6}$/.test(digits)) return undefined;
  return dayOf(century + digits.slice(0, 2), digits.slice(2, 4), digits.slice(4));
}
