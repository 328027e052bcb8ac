import { type AmountProblem, type Currency, exponentOf, MAX_MINOR, parseAmount } from "../shared/money";

/**
 * How a source writes amounts. `thousands`: the mark between groups of three, or "" for none. `unit`: `minor` counts
 * fen. `negative`: `reverse` turns the direction of the row for a minus in front or brackets around.
 */
export type AmountFormat = {
  readonly decimal: "." | ",";
  readonly thousands: "" | "," | "." | " " | "'";
  readonly unit: "major" | "minor";
  readonly negative: "refuse" | "reverse";
};

export type ReadAmount =
  | { readonly ok: true; readonly minor: bigint; readonly reversed: boolean }
  | { readonly ok: false; readonly problem: AmountProblem };

/** Longest amount read, in characters. */
const AMOUNT_MAX = 64;

/** Reads an amount as its source writes it, exactly. Refuses groups that are not of three and more digits than the currency has. */
export function readAmount(text: string, currency: Currency, format: AmountFormat): ReadAmount {
  const trimmed = text.trim();
  if (trimmed.length > AMOUNT_MAX) return { ok: false, problem: "malformed" };
  const { body, reversed } = signOf(trimmed);
  if (reversed && format.negative === "refuse") return { ok: false, problem: "negative" };
  if (format.unit === "minor") return minorUnits(body, currency, reversed, format);
  const plain = plainDecimal(body, format);
  if (plain === undefined) return { ok: false, problem: "malformed" };
  const amount = parseAmount(plain, currency);
  return amount.ok ? { ok: true, minor: amount.minor, reversed } : amount;
}

function signOf(text: string): { body: string; reversed: boolean } {
  if (text.startsWith("(") && text.endsWith(")")) return { body: text.slice(1, -1), reversed: true };
  if (text.startsWith("-")) return { body: text.slice(1), reversed: true };
  return { body: text.startsWith("+") ? text.slice(1) : text, reversed: false };
}

function minorUnits(body: string, currency: Currency, reversed: boolean, format: AmountFormat): ReadAmount {
  if (body === "") return { ok: false, problem: "empty" };
  const digits = ungrouped(body, format.thousands);
  if (digits === undefined || exponentOf(currency) === undefined) return { ok: false, problem: "malformed" };
  const minor = BigInt(digits);
  return minor > MAX_MINOR ? { ok: false, problem: "too-large" } : { ok: true, minor, reversed };
}

/** The amount with a decimal point and no marks; undefined when it is not written as the format says. */
function plainDecimal(body: string, format: AmountFormat): string | undefined {
  if (body === "") return "";
  const [whole = "", fraction, ...more] = body.split(format.decimal);
  const digits = ungrouped(whole, format.thousands);
  if (more.length > 0 || digits === undefined || (fraction !== undefined && !/^\d+$/.test(fraction))) return undefined;
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function ungrouped(whole: string, mark: AmountFormat["thousands"]): string | undefined {
  if (mark === "" || !whole.includes(mark)) return /^\d+$/.test(whole) ? whole : undefined;
  const [first = "", ...groups] = whole.split(mark);
  const fits = /^\d{1,3}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
  return fits ? first + groups.join("") : undefined;
}
