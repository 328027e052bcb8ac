/** What nobody sees in a name: zero-width and direction marks, soft hyphens, fillers. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/**
 * A name as it is compared: compatibility forms folded, what nobody sees and marks of Latin letters dropped, case folded, whatever is neither
 * letter nor digit a gap, and its words in an order of their own, since lists turn given and family names around. A name
 * in Han characters is one word, gaps and middle dots taken out. Null where nothing is left to compare.
 */
export function nameKey(name: string): string | null {
  const folded = name
    .normalize("NFKD")
    .replace(UNSEEN, "")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC")
    .toLowerCase();
  const words = folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  if (words.length === 0) return null;
  if (words.every((word) => /^[\p{Script=Han}〇○]+$/u.test(word))) return words.join("");
  return [...words].sort().join(" ");
}

/**
 * True for a key that can stand for somebody by itself. One word of Latin or other letters does not name a person; a Han
 * name does from two characters on. An entity may be one word, but not a mere abbreviation.
 */
export function namesSomebody(key: string, kind: "person" | "entity"): boolean {
  const length = [...key].length;
  if (/^[\p{Script=Han}〇○]+$/u.test(key)) return length >= 2;
  return kind === "person" ? key.includes(" ") : length >= 4;
}

/**
 * A number of a paper as it is compared: letters and digits only, large. Null for what is too short or has too few digits
 * to be anybody's own, and for prose.
 */
export function numberKey(number: string): string | null {
  const text = number.normalize("NFKC").trim();
  if (text.length > 40 || /\s\p{L}{2,}\s/u.test(` ${text} `)) return null;
  const key = text.toUpperCase().replace(/[^A-Z0-9]+/g, "");
  return key.length >= 6 && key.length <= 30 && (key.match(/[0-9]/g)?.length ?? 0) >= 4 ? key : null;
}

/** The keys of all of these that give one, each once. */
export function keysOf(values: readonly string[], toKey: (value: string) => string | null): readonly string[] {
  return [...new Set(values.flatMap((value) => toKey(value) ?? []))].sort();
}
