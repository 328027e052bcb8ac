import { lengthened } from "./identity-number";

/**
 * One spelling for each identifying value, so that a blind index finds it however it was typed. The same function
 * must run before writing and before searching; changing one means indexing again. Each gives undefined for text in
 * which no such value can be read. Running one twice changes nothing.
 */

/** Characters nobody sees: zero-width marks, joiners, direction marks, soft hyphens. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** What separates groups of digits when people write them: blanks, dashes of all kinds, dots, brackets. */
const SEPARATORS = /[\s\p{Pd}\u2212.()·/]/gu;

/** NFKC (full-width to plain), without what nobody sees, trimmed. */
function plain(text: string): string {
  return text.replace(INVISIBLE, "").normalize("NFKC").trim();
}

/**
 * A telephone number. A mainland one is its national digits: +86, 0086, or 86 before a mobile number is dropped, and
 * a landline has its leading zero. One of another country, typed with + or 00, is + and digits: without the plus, a
 * North American number would pass for a mainland mobile. "+86 139-0000-0000" → "13900000000".
 */
export function normalisePhone(text: string): string | undefined {
  const match = /^(\+|00)?(\d{5,20})$/.exec(plain(text).replace(SEPARATORS, ""));
  if (!match) return undefined;
  const digits = match[2] ?? "";
  if (match[1] === undefined) return /^861[3-9]\d{9}$/.test(digits) ? digits.slice(2) : digits;
  if (digits.startsWith("0")) return undefined;
  return digits.startsWith("86") ? mainlandPhone(digits.slice(2)) : `+${digits}`;
}

function mainlandPhone(national: string): string | undefined {
  if (national.length < 5 || national.length > 12) return undefined;
  const standsAlone = /^(0[1-9]|1[3-9]\d{9}$|[48]00)/.test(national);
  return standsAlone ? national : national.startsWith("0") ? undefined : `0${national}`;
}

/**
 * An identity document's number: letters in upper case, without separators; a citizen number of 15 digits in its
 * 18-character form. "11010519491231002x" → "11010519491231002X". Passports and other documents pass as they are.
 */
export function normaliseIdNumber(text: string): string | undefined {
  const compact = normaliseCode(text);
  return compact !== undefined && /^\d{15}$/.test(compact) ? lengthened(compact) : compact;
}

/**
 * A code of letters and digits, such as an enterprise's credit code: upper case, without separators. Unlike
 * `normaliseIdNumber` it leaves 15 digits as they are: the old registration numbers of enterprises have as many.
 */
export function normaliseCode(text: string): string | undefined {
  const compact = plain(text).replace(SEPARATORS, "").toUpperCase();
  return /^[\dA-Z]{4,30}$/.test(compact) ? compact : undefined;
}

/** A card number as its 12 to 19 digits. Does not check the check digit: an import may report that apart. */
export function normaliseCard(text: string): string | undefined {
  const digits = plain(text).replace(SEPARATORS, "");
  return /^\d{12,19}$/.test(digits) ? digits : undefined;
}

/** The dots people type in transliterated names; NFKC has already folded the full-width and half-width ones. */
const DOTS = /\s*[\u00b7\u2022\u2027\u2219\u22c5\u2e31\u30fb\ua78f\u0387]\s*/g;
const FULL_STOP_IN_HAN = /(?<=\p{Script=Han})[.。．]\s*(?=\p{Script=Han})/gu;

/**
 * A name as it is shown: NFKC, blanks collapsed to one, one kind of middle dot without blanks around it.
 * "阿依古丽 • 买买提" → "阿依古丽·买买提".
 */
export function normaliseName(text: string): string | undefined {
  const name = plain(text)
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(DOTS, "·")
    .replace(FULL_STOP_IN_HAN, "·")
    .trim();
  return name === "" ? undefined : name;
}

/**
 * A name as it is searched: as shown, in upper case, and without blanks between Chinese characters.
 * "zhang  San" → "ZHANG SAN"; "张 三" → "张三".
 */
export function nameKey(text: string): string | undefined {
  return normaliseName(text)
    ?.toUpperCase()
    .normalize("NFKC")
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, "");
}

/** An account or an outside system's reference: NFKC, trimmed, without invisible characters; letters keep their case. */
export function normaliseReference(text: string): string | undefined {
  const reference = plain(text);
  return reference === "" ? undefined : reference;
}

/** The last four characters of a normalised value; undefined for one too short to hide behind them. */
export function last4(normalised: string): string | undefined {
  return normalised.length >= 8 ? normalised.slice(-4) : undefined;
}
