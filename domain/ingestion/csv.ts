/** Longest record taken, in characters; a longer one is a broken file, not data. */
export const MAX_RECORD = 65_536;

/**
 * Splits one record (no line break at its end) into fields by RFC 4180, strictly: a quote opens only at the start of a
 * field, is doubled inside, and closes right before the delimiter or the end. Gives `open` when a quoted field has not ended
 * (the next line may belong to it) and `broken` when it can never be right.
 */
export function splitRecord(text: string, delimiter = ","): readonly string[] | "open" | "broken" {
  if (!text.includes('"')) return text.split(delimiter);
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end === -1) return "open";
      if (end + 1 < text.length && text[end + 1] !== delimiter) return "broken";
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const next = text.indexOf(delimiter, at);
      const end = next === -1 ? text.length : next;
      const field = text.slice(at, end);
      if (field.includes('"')) return "broken";
      fields.push(field);
      at = end;
    }
    if (at >= text.length) return fields;
    at += 1;
    if (at === text.length) return [...fields, ""];
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}

/** One spelling of a record, whatever was quoted without need: what its identity is taken from. */
export function canonicalRecord(fields: readonly string[], delimiter = ","): string {
  const quoted = (field: string) => /["\r\n]/.test(field) || field.includes(delimiter);
  return fields.map((field) => (quoted(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(delimiter);
}
