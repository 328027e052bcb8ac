import { CURRENCIES, exponentOf, parseAmount } from "../shared/money";
import {
  epochMilliseconds,
  type Instant,
  instant,
  instantFromEpoch,
  type LocalDate,
  shanghaiDate,
} from "../shared/time";
import type { ImportLeg, Mapping, Party, RowProblem, RowResult, TimeField } from "./model";

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

/** How far a balance may lie from a whole fen, in major units, to be float noise of the source and be rounded away. */
const NOISE_PLACES = 6;

function problem(column: string | null, code: string, params: Record<string, string | number> = {}): RowProblem {
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
  const [originBalanceAt, destinationBalanceAt] = [
    at(mapping.origin.balanceAfter),
    at(mapping.destination.balanceAfter),
  ];
  const currencyField = mapping.amount.currency;
  const currencyAt = "column" in currencyField ? at(currencyField.column) : -1;
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
    const currency = "fixed" in currencyField ? currencyField.fixed : (fields[currencyAt] ?? "");
    if (currencyAt !== -1 && !CURRENCIES.includes(currency)) return problem(header[currencyAt] ?? null, "currency");
    const amount = parseAmount(fields[amountAt] ?? "", currency);
    if (!amount.ok) return problem(mapping.amount.column, `amount-${amount.problem}`);
    const origin = party(fields[originAt] ?? "");
    if (!origin) return problem(mapping.origin.column, "party");
    if (!origin.customer) return problem(mapping.origin.column, "party-kind");
    const destination = party(fields[destinationAt] ?? "");
    if (!destination) return problem(mapping.destination.column, "party");
    const sourceId = sourceIdAt === -1 ? null : (fields[sourceIdAt] ?? "");
    if (sourceId !== null && !REFERENCE.test(sourceId)) return problem(mapping.sourceId, "source-id");
    const originBalance = readBalance(fields, originBalanceAt, currency, mapping.origin.balanceAfter);
    if (typeof originBalance === "object" && originBalance !== null) return originBalance;

    const far: Party = rule.destination === "customer" ? destination : { ...destination, customer: false };
    const legs: ImportLeg[] = [{ party: origin, other: far, direction: rule.origin, balanceAfterMinor: originBalance }];
    if (far.customer) {
      const balance = readBalance(fields, destinationBalanceAt, currency, mapping.destination.balanceAfter);
      if (typeof balance === "object" && balance !== null) return balance;
      const direction = rule.origin === "in" ? "out" : "in";
      legs.push({ party: destination, other: origin, direction, balanceAfterMinor: balance });
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

function partyReader(mapping: Mapping): (text: string) => Party | undefined {
  return (text) => {
    if (!REFERENCE.test(text)) return undefined;
    const rule = mapping.parties.find(({ prefix }) => text.startsWith(prefix) && text.length > prefix.length);
    return rule && { ref: text, kind: rule.kind, customer: rule.customer };
  };
}

/** A balance, or null where the source has none. Noise of floating point beyond the sixth decimal is rounded away. */
function readBalance(
  fields: readonly string[],
  at: number,
  currency: string,
  column: string | null,
): bigint | null | RowProblem {
  if (at === -1) return null;
  const text = fields[at] ?? "";
  if (text === "") return null;
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

type Time = { readonly occurredAt: Instant; readonly businessDate: LocalDate };

function timeReader(field: TimeField, at: number): (fields: readonly string[]) => Time | RowProblem {
  const read = field.by === "step" ? stepReader(field) : (text: string) => clockTime(text, field);
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

const STAMP = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?/;
const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/;

function clockTime(text: string, field: TimeField & { by: "instant" | "shanghai-clock" }): Time | RowProblem {
  const stamp = STAMP.exec(text)?.[0];
  if (!stamp) return problem(field.column, "time");
  const rest = text.slice(stamp.length);
  const wantsOffset = field.by === "instant";
  if (rest === "" ? wantsOffset : !wantsOffset || !OFFSET.test(rest)) return problem(field.column, "zone");
  try {
    const made = timeOf(instant(`${stamp.replace(" ", "T")}${wantsOffset ? rest : "+08:00"}`));
    const year = Number(made.businessDate.slice(0, 4));
    return year < 2000 || year > 2099 ? problem(field.column, "time-range", { first: 2000, last: 2099 }) : made;
  } catch {
    return problem(field.column, "time");
  }
}
