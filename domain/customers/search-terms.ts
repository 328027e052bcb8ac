import { nameKey, normaliseCard, normaliseIdNumber, normalisePhone, normaliseReference } from "./normalise";

/** Whole values by which a customer is found through a keyed index. */
export type TermKind = "phone" | "id-number" | "card" | "account" | "external-ref" | "name";

/** Kinds of which the last four characters narrow a name or a customer number. */
export const LAST4_KINDS = ["phone-last4", "id-number-last4", "card-last4"] as const;

export type NumberPrefix = "C" | "A" | "AP" | "CM" | "LV" | "IM";

export type SearchTerms = {
  /** The text read as each kind it could be, normalised. */
  readonly whole: readonly { readonly kind: TermKind; readonly value: string }[];
  /** The text read as one of the console's own numbers, in its full form. */
  readonly number: { readonly prefix: NumberPrefix; readonly text: string } | null;
  /** A name or customer number with four last characters after it. */
  readonly narrowed: {
    readonly last4: string;
    readonly name: string | null;
    readonly customerNumber: string | null;
  } | null;
};

const READERS: readonly (readonly [TermKind, (text: string) => string | undefined])[] = [
  ["phone", normalisePhone],
  ["id-number", normaliseIdNumber],
  ["card", normaliseCard],
  ["account", normaliseReference],
  ["external-ref", normaliseReference],
  ["name", nameKey],
];

const DIGITS_LEAST = 6;

function numberOf(text: string): SearchTerms["number"] {
  const match = /^(AP|CM|LV|IM|A|C)\s?-\s?0*(\d{1,12})$/i.exec(text.normalize("NFKC").trim());
  if (!match) return null;
  const prefix = (match[1] ?? "").toUpperCase() as NumberPrefix;
  return { prefix, text: `${prefix}-${(match[2] ?? "").padStart(DIGITS_LEAST, "0")}` };
}

function narrowedOf(text: string): SearchTerms["narrowed"] {
  const match = /^(.+?)[\s,]+(\d{3}[\dX])$/i.exec(text.normalize("NFKC").trim());
  if (!match) return null;
  const companion = match[1] ?? "";
  const number = numberOf(companion);
  const last4 = (match[2] ?? "").toUpperCase();
  if (number) return number.prefix === "C" ? { last4, name: null, customerNumber: number.text } : null;
  // Four digits after more digits is one number typed in groups, not a name.
  const name = /\p{L}/u.test(companion) ? nameKey(companion) : undefined;
  return name ? { last4, name, customerNumber: null } : null;
}

/** Reads what was typed into a search field as everything it could mean. Four characters alone find nobody. */
export function searchTerms(text: string): SearchTerms {
  const whole = READERS.flatMap(([kind, read]) => {
    const value = read(text);
    return value === undefined ? [] : [{ kind, value }];
  });
  return { whole, number: numberOf(text), narrowed: narrowedOf(text) };
}
