import { decided, type Result, refuse } from "../shared/result";
import { MAX_LIST_LINES } from "./policy";

/** A line of an uploaded list: its place, from one, and the customer's number on it. */
export type ListLine = { readonly line: number; readonly number: string };

/** What is wrong with a line: not a number, or no customer of this programme. */
export type ListFault = { readonly line: number; readonly text: string; readonly problem: "malformed" | "unknown" };

export type ReadList = {
  readonly lines: readonly ListLine[];
  readonly faults: readonly ListFault[];
  /** Lines that name somebody named before. */
  readonly repeated: number;
};

const NUMBER = /^C-\d{6,12}$/;
const SEPARATOR = /[,;\t]/;
/** What is shown of a line that is no number: enough to find it, never a whole field. */
const SHOWN = 24;

/**
 * Reads a list of customer numbers: one a line, the first column where there are several, a heading without digits left
 * out. Refuses an empty list and one too long; a line that is no number is named, the caller refuses the whole.
 */
export function readList(content: string): Result<ReadList> {
  const rows = content.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  const cells = rows.map((row, at) => ({
    line: at + 1,
    text: (row.split(SEPARATOR)[0] ?? "")
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .toUpperCase(),
  }));
  const filled = cells.filter(({ text, line }) => text !== "" && !(line === 1 && !/\d/.test(text)));
  if (filled.length === 0) return refuse("incidents.list.empty", { field: "content" });
  if (filled.length > MAX_LIST_LINES)
    return refuse("incidents.list.too-long", { field: "content", params: { most: MAX_LIST_LINES } });
  const seen = new Set<string>();
  const lines: ListLine[] = [];
  const faults: ListFault[] = [];
  let repeated = 0;
  for (const { line, text } of filled) {
    if (!NUMBER.test(text)) faults.push({ line, text: text.slice(0, SHOWN), problem: "malformed" });
    else if (seen.has(text)) repeated += 1;
    else lines.push({ line, number: text });
    seen.add(text);
  }
  return decided({ lines, faults, repeated });
}
