/** ISO 4217 code. */
export type Currency = string;

/** An amount in minor units (fen for CNY) of one currency. */
export type Money = { readonly minor: bigint; readonly currency: Currency };

/** Largest amount a row may carry: int8 without sign. */
export const MAX_MINOR = 9_223_372_036_854_775_807n;

/** Minor-unit digits by currency (ISO 4217); unlisted currencies are not accepted. */
const EXPONENTS: Readonly<Record<Currency, number>> = {
  CNY: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  HKD: 2,
  MOP: 2,
  SGD: 2,
  AUD: 2,
  CAD: 2,
  CHF: 2,
  THB: 2,
  RUB: 2,
  NZD: 2,
  MYR: 2,
  TWD: 2,
  JPY: 0,
  KRW: 0,
  VND: 0,
};

export const CURRENCIES: readonly Currency[] = Object.keys(EXPONENTS);

/** Minor-unit digits of a currency; undefined when the console does not know it. */
export function exponentOf(currency: Currency): number | undefined {
  return Object.hasOwn(EXPONENTS, currency) ? EXPONENTS[currency] : undefined;
}

export type AmountProblem = "empty" | "malformed" | "negative" | "too-precise" | "too-large" | "unknown-currency";

/**
 * Reads a decimal amount in major units ("38398.68") as minor units, exactly.
 * Refuses signs, exponents, thousands marks, more digits than the currency has, and what does not fit int8.
 */
export function parseAmount(
  text: string,
  currency: Currency,
): { ok: true; minor: bigint } | { ok: false; problem: AmountProblem } {
  const exponent = exponentOf(currency);
  if (exponent === undefined) return { ok: false, problem: "unknown-currency" };
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, problem: "empty" };
  if (/^-\d+(\.\d+)?$/.test(trimmed)) return { ok: false, problem: "negative" };
  const match = /^(\d{1,40})(?:\.(\d{1,40}))?$/.exec(trimmed);
  if (!match) return { ok: false, problem: "malformed" };
  const fraction = (match[2] ?? "").replace(/0+$/, "");
  if (fraction.length > exponent) return { ok: false, problem: "too-precise" };
  const minor = BigInt((match[1] ?? "") + fraction.padEnd(exponent, "0"));
  return minor > MAX_MINOR ? { ok: false, problem: "too-large" } : { ok: true, minor };
}

/** Minor units as a plain decimal in major units, with all digits of the currency: 3839868n CNY → "38398.68". */
export function formatDecimal(money: Money): string {
  const exponent = exponentOf(money.currency) ?? 0;
  const sign = money.minor < 0n ? "-" : "";
  const digits = (money.minor < 0n ? -money.minor : money.minor).toString().padStart(exponent + 1, "0");
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
