/** Fields that leave the server masked. */
export type MaskedField = "phone" | "id-number" | "card" | "account" | "name" | "address" | "email";

/**
 * How a field is masked by default. The conventions are usual ones, not prescribed: an institution may set others.
 * `start` and `end` are how many characters stay; `least` is how many must be hidden for that: a shorter value keeps
 * only its last quarter at most. `shown` is how many marks stand for the hidden part: one for each character, or a
 * fixed number where the length itself would tell something.
 */
export type MaskRule = {
  readonly start: number;
  readonly end: number;
  readonly least: number;
  readonly shown: "length" | number;
};

export const DEFAULT_MASKS: Readonly<Record<MaskedField, MaskRule>> = {
  phone: { start: 3, end: 4, least: 4, shown: "length" },
  "id-number": { start: 6, end: 4, least: 8, shown: "length" },
  card: { start: 6, end: 4, least: 6, shown: "length" },
  account: { start: 0, end: 4, least: 4, shown: 4 },
  name: { start: 1, end: 1, least: 1, shown: "length" },
  address: { start: 0, end: 0, least: 0, shown: 4 },
  email: { start: 3, end: 0, least: 2, shown: 3 },
};

/** The stricter mask for an identity number: first and last character only. */
export const STRICT_ID_MASK: MaskRule = { start: 1, end: 1, least: 8, shown: "length" };

/** A masked value: what is visible before and after, how many marks stand between, and all of it as text. */
export type Masked = {
  readonly start: string;
  readonly hidden: number;
  readonly end: string;
  readonly text: string;
};

export type MaskGlyph = "•" | "*";

/**
 * Masks a normalised value. Gives undefined for an empty one. An address keeps province, city and district and no
 * more; an e-mail address keeps its domain; a name of two characters keeps the last, a longer one the first and last.
 */
export function mask(
  field: MaskedField,
  value: string,
  options: { rule?: MaskRule; glyph?: MaskGlyph } = {},
): Masked | undefined {
  if (value === "") return undefined;
  const rule = options.rule ?? DEFAULT_MASKS[field];
  const cut = cutOf(field, value, rule);
  const hidden = rule.shown === "length" ? cut.hidden : cut.hidden === 0 ? 0 : rule.shown;
  return { start: cut.start, hidden, end: cut.end, text: cut.start + (options.glyph ?? "•").repeat(hidden) + cut.end };
}

type Cut = { readonly start: string; readonly hidden: number; readonly end: string };

function cutOf(field: MaskedField, value: string, rule: MaskRule): Cut {
  if (field === "name") return cutName(value, rule);
  if (field === "address") return cutAddress(value);
  if (field === "email") return cutEmail(value, rule);
  return cutCharacters(value, rule);
}

function cutCharacters(value: string, rule: MaskRule): Cut {
  const characters = [...value];
  const fits = characters.length >= rule.start + rule.end + rule.least;
  const start = fits ? rule.start : 0;
  const end = fits ? rule.end : Math.min(rule.end, Math.floor(characters.length / 4));
  const last = characters.length - end;
  return { start: characters.slice(0, start).join(""), hidden: last - start, end: characters.slice(last).join("") };
}

function cutName(value: string, rule: MaskRule): Cut {
  const characters = [...value];
  if (characters.length >= rule.start + rule.least + rule.end) return cutCharacters(value, rule);
  return { start: "", hidden: 1, end: characters.slice(1).join("") };
}

/** A character of a place's name: Chinese, and not the start of what belongs to a street, a village or an estate. */
const PLACE = String.raw`(?:(?!路|街|号|弄|巷|村|小区|社区|园区|校区|厂区|景区|院区)\p{Script=Han})`;

/** Province or region, city or prefecture, then district, county or banner: each may be missing. */
const DISTRICT = new RegExp(
  `^(?:${PLACE}{2,8}?(?:省|自治区|特别行政区))?(?:${PLACE}{2,9}?(?:自治州|地区|盟|市))?(?:${PLACE}{1,9}?(?:自治县|区|县|旗|市))?`,
  "u",
);

function cutAddress(value: string): Cut {
  const kept = DISTRICT.exec(value)?.[0] ?? "";
  return { start: kept, hidden: [...value].length - [...kept].length, end: "" };
}

function cutEmail(value: string, rule: MaskRule): Cut {
  const at = value.lastIndexOf("@");
  if (at <= 0) return { start: "", hidden: [...value].length, end: "" };
  const local = [...value.slice(0, at)];
  const start = Math.max(0, Math.min(rule.start, local.length - rule.least));
  return { start: local.slice(0, start).join(""), hidden: local.length - start, end: value.slice(at) };
}
