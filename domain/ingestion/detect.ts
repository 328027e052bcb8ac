import { splitRecord } from "./csv";
import { DELIMITERS, type Delimiter } from "./model";

/** Lines looked at. */
const LINES = 20;

/**
 * The delimiter under which the first lines of a file split into the same number of fields, the most of them; undefined
 * when none splits anything. Lines that lie within quotes are passed over.
 */
export function detectDelimiter(text: string): Delimiter | undefined {
  const lines = text
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .slice(0, LINES);
  const counted = DELIMITERS.map((delimiter) => {
    const [first = 0, ...rest] = lines
      .map((line) => splitRecord(line, delimiter))
      .flatMap((fields) => (typeof fields === "string" ? [] : [fields.length]));
    return { delimiter, fields: rest.every((count) => count === first) ? first : 0 };
  });
  const best = counted.reduce((a, b) => (b.fields > a.fields ? b : a));
  return best.fields > 1 ? best.delimiter : undefined;
}
