/** Longest record taken, in characters; a longer one is a broken file, not data. */
export const MAX_RECORD = 65_536;

/**
 * Splits one record (no line break at its end) into fields by RFC 4180, strictly: a quote opens only at the start of a
 * field, is doubled inside, and closes right before a comma or the end. Gives `open` when a quoted field has not ended
 * (the next line may belong to it) and `broken` when it can never be right.
 */
export function splitRecord(text: string): readonly string[] | "open" | "broken" {
  if (!text.includes('"')) return text.split(",");
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      if (end === -1) return "open";
      if (end + 1 < text.length && text[end + 1] !== ",") return "broken";
      fields.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
    } else {
      const comma = text.indexOf(",", at);
      const end = comma === -1 ? text.length : comma;
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
export function canonicalRecord(fields: readonly string[]): string {
  return fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(",");
}

const FORMULA = /^[=+\-@\t\r]/;

/**
 * One CSV line with CRLF for people's spreadsheets: quoted where needed, and a cell that a spreadsheet would run as a
 * formula gets an apostrophe in front. A plain number keeps its minus sign.
 */
export function csvLine(cells: readonly (string | number | bigint | boolean | null)[]): string {
  const safe = cells.map((cell) => {
    const text = cell === null ? "" : String(cell);
    const defused = FORMULA.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n']/.test(defused) ? `"${defused.replaceAll('"', '""')}"` : defused;
  });
  return `${safe.join(",")}\r\n`;
}
