import { type Currency, exponentOf } from "../shared/money";

/**
 * Yuan for one major unit of a currency on one date, as a plain decimal; undefined where none is known.
 * The yuan itself needs none.
 */
export type RateOf = (currency: Currency) => string | undefined;

export type Equivalents = { readonly cnyMinor: bigint | null; readonly usdMinor: bigint | null };

/** A positive decimal as an integer and its power of ten: "7.10" is 710 × 10⁻². */
function scaled(text: string): { digits: bigint; places: number } {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  const fraction = match?.[2] ?? "";
  const digits = match ? BigInt((match[1] ?? "") + fraction) : 0n;
  if (digits <= 0n) throw new RangeError(`not a rate: ${text}`);
  return { digits, places: fraction.length };
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (numerator * 2n + denominator) / (denominator * 2n);
}

/**
 * An amount (minor units, not negative) in fen and in US cents at the rates of its date, each rounded half up. A
 * missing rate gives null, never zero. Dollars from another currency go through yuan at full precision, unrounded.
 * Throws RangeError for an unknown currency or a malformed rate.
 */
export function equivalents(amountMinor: bigint, currency: Currency, rateOf: RateOf): Equivalents {
  const exponent = exponentOf(currency);
  if (exponent === undefined) throw new RangeError(`unknown currency: ${currency}`);
  const own = currency === "CNY" ? "1" : rateOf(currency);
  if (own === undefined) return { cnyMinor: null, usdMinor: currency === "USD" ? amountMinor : null };
  const { digits, places } = scaled(own);
  // fen = minor ÷ 10^exponent × rate × 100
  const numerator = amountMinor * digits * 100n;
  const denominator = 10n ** BigInt(exponent + places);
  const cnyMinor = divideHalfUp(numerator, denominator);
  if (currency === "USD") return { cnyMinor, usdMinor: amountMinor };
  const dollar = rateOf("USD");
  if (dollar === undefined) return { cnyMinor, usdMinor: null };
  const usd = scaled(dollar);
  return { cnyMinor, usdMinor: divideHalfUp(numerator * 10n ** BigInt(usd.places), denominator * usd.digits) };
}
