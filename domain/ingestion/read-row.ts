import type { Direction } from "../ledger/model";
import { CURRENCIES, type Currency, exponentOf, parseAmount } from "../shared/money";
import {
  epochMilliseconds,
  type Instant,
  instant,
  instantFromEpoch,
  type LocalDate,
  shanghaiDate,
} from "../shared/time";
import { type AmountFormat, type ReadAmount, readAmount } from "./amount-format";
import { datePattern } from "./date-pattern";
import type { CurrencyField, ImportLeg, Mapping, Party, RowProblem, RowResult, TimeField } from "./model";

/** Reads rows under one mapping and header. */
export type RowReader = (fields: readonly string[]) => RowResult;

export type Compiled =
  | { readonly ok: true; readonly read: RowReader }
  | {
      readonly ok: false;
      readonly code: "ingestion.file.header" | "ingestion.file.duplicate-column";
      readonly columns: readonly string[];
    };

/** A reference as sources write them: letters, digits and a few joints; no blanks, no controls, at most 64. */
const REFERENCE = /^[\p{L}\p{N}][\p{L}\p{N}._:-]{0,63}$/u;

/** Whether a text can be a reference. */
export function isReference(text: string): boolean {
  return REFERENCE.test(text);
}

/** How far a balance may lie from a whole fen, in major units, to be float noise of the source and be rounded away. */
const NOISE_PLACES = 6;

export function problem(column: string | null, code: string, params: Record<string, string | number> = {}): RowProblem {
  return { ok: false, column, code: `ingestion.row.${code}`, params };
}

/** Ties a mapping to a file's header. Refuses a header that lacks columns of the mapping or names one twice. */
export function compileMapping(mapping: Mapping, header: readonly string[]): Compiled {
  const missing = mapping.columns.filter((name) => !header.includes(name));
  if (missing.length > 0) return { ok: false, code: "ingestion.file.header", columns: missing };
  const twice = mapping.columns.filter((name) => header.indexOf(name) !== header.lastIndexOf(name));
  if (twice.length > 0) return { ok: false, code: "ingestion.file.duplicate-column", columns: twice };
  return { ok: true, read: rowReader(mapping, header) };
}

function rowReader(mapping: Mapping, header: readonly string[]): RowReader {
  const at = (column: string | null) => (column === null ? -1 : header.indexOf(column));
  const [kindAt, originAt, destinationAt] = [
    at(mapping.kind.column),
    at(mapping.origin.column),
    at(mapping.destination.column),
  ];
  const [amountAt, sourceIdAt] = [at(mapping.amount.column), at(mapping.sourceId)];
  const directionAt = at(mapping.direction?.column ?? null);
  const { format } = mapping.amount;
  const [originBalanceAt, destinationBalanceAt] = [
    at(mapping.origin.balanceAfter),
    at(mapping.destination.balanceAfter),
  ];
  const currencyField = mapping.amount.currency;
  const currencyAt = "column" in currencyField ? at(currencyField.column) : -1;
  const currencyOf = currencyReader(currencyField);
  const readTime = timeReader(mapping.time, at(mapping.time.column));
  const party = partyReader(mapping);

  return (fields) => {
    if (fields.length !== header.length) {
      return problem(null, "field-count", { expected: header.length, found: fields.length });
    }
    const time = readTime(fields);
    if ("code" in time) return time;
    const kinds = mapping.kind.kinds;
    const word = kindAt === -1 ? "" : (fields[kindAt] ?? "");
    const rule = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
    if (!rule) return problem(mapping.kind.column, "kind");
    const currency = currencyOf(fields[currencyAt] ?? "");
    if (currency === undefined) return problem(header[currencyAt] ?? null, "currency");
    const amount = amountOf(fields[amountAt] ?? "", currency, format);
    if (!amount.ok) return problem(mapping.amount.column, `amount-${amount.problem}`);
    const origin = party(fields[originAt] ?? "");
    if (!origin) return problem(mapping.origin.column, "party");
    if (!origin.customer) return problem(mapping.origin.column, "party-kind");
    const destination = party(fields[destinationAt] ?? "");
    if (!destination) return problem(mapping.destination.column, "party");
    const sourceId = sourceIdAt === -1 ? null : (fields[sourceIdAt] ?? "");
    if (sourceId !== null && !REFERENCE.test(sourceId)) return problem(mapping.sourceId, "source-id");
    const said = directionOf(mapping, rule.origin, fields[directionAt] ?? "");
    if (said === undefined) return problem(mapping.direction?.column ?? null, "direction");
    const towards = amount.reversed ? opposite(said) : said;
    const originBalance = readBalance(fields, originBalanceAt, currency, mapping.origin.balanceAfter, format);
    if (typeof originBalance === "object" && originBalance !== null) return originBalance;

    const far: Party = rule.destination === "customer" ? destination : { ...destination, customer: false };
    const legs: ImportLeg[] = [{ party: origin, other: far, direction: towards, balanceAfterMinor: originBalance }];
    if (far.customer) {
      const balance = readBalance(fields, destinationBalanceAt, currency, mapping.destination.balanceAfter, format);
      if (typeof balance === "object" && balance !== null) return balance;
      legs.push({ party: destination, other: origin, direction: opposite(towards), balanceAfterMinor: balance });
    }
    const { cash, kind } = rule;
    return {
      ok: true,
      row: {
        sourceId,
        ...time,
        kind,
        cash,
        crossBorder: mapping.crossBorder,
        amountMinor: amount.minor,
        currency,
        legs,
      },
    };
  };
}

export function opposite(direction: Direction): Direction {
  return direction === "in" ? "out" : "in";
}

/** The direction of the origin's leg: what the kind says, or the mapping's own column; undefined for an unknown word. */
export function directionOf(mapping: Mapping, ofKind: Direction, word: string): Direction | undefined {
  if (!mapping.direction) return ofKind;
  const { words } = mapping.direction;
  return Object.hasOwn(words, word) ? words[word] : undefined;
}

/** Reads a currency from its cell; undefined for one the console does not know. */
export function currencyReader(field: CurrencyField): (text: string) => Currency | undefined {
  if ("fixed" in field) return () => field.fixed;
  const { words } = field;
  return (text) => {
    const code = words && Object.hasOwn(words, text) ? (words[text] ?? "") : text;
    return CURRENCIES.includes(code) ? code : undefined;
  };
}

/** An amount of the row, as its format says or as a plain decimal. */
export function amountOf(text: string, currency: Currency, format: AmountFormat | undefined): ReadAmount {
  if (format) return readAmount(text, currency, format);
  const amount = parseAmount(text, currency);
  return amount.ok ? { ok: true, minor: amount.minor, reversed: false } : amount;
}

/** Reads a reference and what the mapping says it names; undefined for one that cannot be read or that no rule fits. */
export function partyReader(mapping: Mapping): (text: string) => Party | undefined {
  const { namespace = "" } = mapping;
  return (text) => {
    if (!REFERENCE.test(text)) return undefined;
    const rule = mapping.parties.find(({ prefix }) => text.startsWith(prefix) && text.length > prefix.length);
    return rule && { ref: namespace === "" ? text : namespace + text, kind: rule.kind, customer: rule.customer };
  };
}

/** A balance, or null where the source has none. Noise of floating point beyond the sixth decimal is rounded away. */
export function readBalance(
  fields: readonly string[],
  at: number,
  currency: string,
  column: string | null,
  format: AmountFormat | undefined,
): bigint | null | RowProblem {
  if (at === -1) return null;
  const text = fields[at] ?? "";
  if (text === "") return null;
  if (format) {
    const told = readAmount(text, currency, { ...format, negative: "refuse" });
    return told.ok ? told.minor : problem(column, `amount-${told.problem}`);
  }
  const exact = parseAmount(text, currency);
  if (exact.ok) return exact.minor;
  if (exact.problem !== "too-precise") return problem(column, `amount-${exact.problem}`);
  const [whole = "", fraction = ""] = text.trim().split(".");
  const digits = exponentOf(currency) ?? 0;
  const tail = fraction.slice(digits, Math.max(digits, NOISE_PLACES));
  const up = /^9+$/.test(tail);
  if (!up && !/^0*$/.test(tail)) return problem(column, "amount-too-precise");
  const cut = parseAmount(`${whole}.${fraction.slice(0, digits)}`, currency);
  if (!cut.ok) return problem(column, `amount-${cut.problem}`);
  return up ? cut.minor + 1n : cut.minor;
}

export type Time = { readonly occurredAt: Instant; readonly businessDate: LocalDate };

export function timeReader(field: TimeField, at: number): (fields: readonly string[]) => Time | RowProblem {
  const read =
    field.by === "step"
      ? stepReader(field)
      : field.by === "pattern"
        ? writtenReader(field)
        : (text: string) => clockTime(text, field);
  // Rows of one moment come together; working out a moment is dear.
  let [lastText, last]: [string | null, Time | RowProblem | null] = [null, null];
  return (fields) => {
    const text = fields[at] ?? "";
    if (text !== lastText || last === null) [lastText, last] = [text, read(text)];
    return last;
  };
}

function stepReader(field: TimeField & { by: "step" }): (text: string) => Time | RowProblem {
  const known = new Map<string, Time>();
  const origin = epochMilliseconds(field.origin);
  return (text) => {
    const hit = known.get(text);
    if (hit) return hit;
    if (!/^\d{1,9}$/.test(text)) return problem(field.column, "time");
    const step = Number(text);
    if (step < field.first || step > field.last) {
      return problem(field.column, "time-range", { first: field.first, last: field.last });
    }
    const made = timeOf(instantFromEpoch(origin + (step - field.first) * field.minutes * 60_000));
    if (known.size < 10_000) known.set(text, made);
    return made;
  };
}

function timeOf(occurredAt: Instant): Time {
  return { occurredAt, businessDate: shanghaiDate(occurredAt) };
}

/** Reads moments as a pattern writes them. Throws RangeError for a pattern that is none: mappings are checked when made. */
function writtenReader(field: TimeField & { by: "pattern" }): (text: string) => Time | RowProblem {
  const made = datePattern(field.pattern, field.offset);
  if (!made.ok) throw new RangeError(`no date pattern: ${made.problem}`);
  return (text) => {
    const moment = made.read(text.trim());
    return moment ? inYears(field.column, timeOf(moment)) : problem(field.column, "time");
  };
}

function inYears(column: string, made: Time): Time | RowProblem {
  const year = Number(made.businessDate.slice(0, 4));
  return year < 2000 || year > 2099 ? problem(column, "time-range", { first: 2000, last: 2099 }) : made;
}

const STAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?/;
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/;

function clockTime(text: string, field: TimeField & { by: "instant" | "shanghai-clock" }): Time | RowProblem {
  const stamp = STAMP.exec(text)?.[0];
  if (!stamp) return problem(field.column, "time");
  const rest = text.slice(stamp.length);
  const wantsOffset = field.by === "instant";
  if (rest === "" ? wantsOffset : !wantsOffset || !OFFSET.test(rest)) return problem(field.column, "zone");
  try {
    return inYears(field.column, timeOf(instant(`${stamp.replace(" ", "T")}${wantsOffset ? rest : "+08:00"}`)));
  } catch {
    return problem(field.column, "time");
  }
}
