/**
 * Check digits of card numbers (ISO/IEC 7812-1 annex B, the Luhn formula), and numbers for demonstration.
 */

/** The check digit that completes the digits before it. Refuses anything but digits. */
export function luhnCheckDigit(payload: string): string {
  if (!/^\d+$/.test(payload)) throw new RangeError("a card number has digits only");
  let sum = 0;
  for (const [at, digit] of [...payload].reverse().entries()) {
    const doubled = Number(digit) * (at % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

/** True for 12 to 19 digits whose last is the right check digit. */
export function isCardNumber(digits: string): boolean {
  return /^\d{12,19}$/.test(digits) && luhnCheckDigit(digits.slice(0, -1)) === digits.at(-1);
}

/**
 * First digits that no issuer has: 9 is for national schemes, followed by the ISO 3166 number of the country, and no
 * country has the number 999.
 */
const FICTITIOUS_ISSUER = "9999";

/** The n-th demonstration card number: 19 digits, passes the check, can belong to nobody. n from 0 to 10^14 - 1. */
export function fictitiousCardNumber(n: number): string {
  if (!Number.isInteger(n) || n < 0 || n >= 1e14) throw new RangeError(`no demonstration card ${n}`);
  const payload = FICTITIOUS_ISSUER + String(n).padStart(14, "0");
  return payload + luhnCheckDigit(payload);
}
