import { isUtf8 } from "node:buffer";
import iconv from "iconv-lite";
import { canonicalRecord, MAX_RECORD, splitRecord } from "@/domain/ingestion/csv";

/** One record of a file: its text in canonical spelling, or why it has none. `line` is that of its first character. */
export type FileRecord = {
  readonly line: number;
  readonly text: string;
  /** Null when nothing is quoted: `text.split(delimiter)`. */
  readonly fields: readonly string[] | null;
  readonly problem: "ingestion.row.quote" | "ingestion.row.too-long" | null;
};

/** A stretch of records, and how many bytes of the file have been read with them. */
export type Stretch = { readonly records: readonly FileRecord[]; readonly bytes: number };

/** Why a file as a whole cannot be read. */
export class FileProblem extends Error {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: string, params: Readonly<Record<string, string | number>> = {}) {
    super(code);
    this.name = "FileProblem";
    this.code = code;
    this.params = params;
  }
}

/** A quoted field may run over at most so many lines; a quote that stays open longer is a stray one. */
const MAX_QUOTED_LINES = 50;
const NEWLINE = 10;
const QUOTE = 34;

/**
 * Reads CSV records from a stream of bytes in constant memory: RFC 4180, LF or CRLF, a byte order mark allowed, wholly
 * blank lines skipped. Throws FileProblem for bytes that are not of the encoding (with the offset of the first) and for
 * binary content; a stray quote or an overlong line spoils its own record only.
 *
 * `takePlain`, for UTF-8: offered stretches of whole lines that hold no quote at all, for a reader that needs no text; what
 * it takes yields no records.
 */
export async function* readRecords(
  source: AsyncIterable<Buffer>,
  encoding: "utf-8" | "gb18030",
  takePlain: (lines: Buffer) => boolean = () => false,
  delimiter = ",",
): AsyncGenerator<Stretch> {
  const lines = new LineAssembler(delimiter);
  let carry: Buffer = Buffer.alloc(0);
  let offset = 0;
  let skipping = false;
  for await (const chunk of source) {
    let data = carry.length > 0 ? Buffer.concat([carry, chunk]) : chunk;
    if (skipping) {
      const end = data.indexOf(NEWLINE);
      checkBinary(data, offset);
      offset += end === -1 ? data.length : end + 1;
      data = end === -1 ? Buffer.alloc(0) : data.subarray(end + 1);
      skipping = end === -1;
    }
    const last = data.lastIndexOf(NEWLINE);
    const whole = data.subarray(0, last + 1);
    check(whole, offset, encoding);
    const isPlain = encoding === "utf-8" && lines.idle && !whole.includes(QUOTE);
    const taken = whole.length === 0 || (isPlain && takePlain(whole));
    const records = taken ? [] : lines.take(decode(whole, offset, encoding), false);
    offset += whole.length;
    carry = data.subarray(last + 1);
    if (carry.length > MAX_RECORD) {
      checkBinary(carry, offset);
      records.push(lines.tooLong());
      offset += carry.length;
      carry = Buffer.alloc(0);
      skipping = true;
    }
    yield { records, bytes: offset };
  }
  check(carry, offset, encoding);
  const rest = lines.take(decode(carry, offset, encoding), true);
  yield { records: rest, bytes: offset + carry.length };
}

function checkBinary(bytes: Buffer, offset: number): void {
  const at = bytes.indexOf(0);
  if (at !== -1) throw new FileProblem("ingestion.file.binary", { offset: offset + at });
}

/** Refuses binary content, and bytes that are not UTF-8 where they should be. */
function check(bytes: Buffer, offset: number, encoding: "utf-8" | "gb18030"): void {
  checkBinary(bytes, offset);
  if (encoding === "utf-8" && !isUtf8(bytes)) {
    throw new FileProblem("ingestion.file.encoding", { encoding, offset: offset + firstInvalid(bytes) });
  }
}

function decode(bytes: Buffer, offset: number, encoding: "utf-8" | "gb18030"): string {
  if (encoding === "utf-8") {
    const mark = offset === 0 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    return bytes.toString("utf8", mark);
  }
  const text = iconv.decode(bytes, encoding);
  if (text.includes("\ufffd")) throw new FileProblem("ingestion.file.encoding", { encoding, offset });
  return text;
}

/** Offset of the first character that is not UTF-8: behind the longest valid start, found by halving. */
function firstInvalid(bytes: Buffer): number {
  let valid = 0;
  let beyond = bytes.length;
  while (beyond - valid > 1) {
    const middle = (valid + beyond) >> 1;
    if (startIsValid(bytes, middle)) valid = middle;
    else beyond = middle;
  }
  while (valid > 0 && !isUtf8(bytes.subarray(0, valid))) valid -= 1;
  return valid;
}

/** Whether the first `length` bytes are valid, a character cut at their end forgiven. */
function startIsValid(bytes: Buffer, length: number): boolean {
  for (let cut = 0; cut <= 3 && cut <= length; cut += 1) {
    if (isUtf8(bytes.subarray(0, length - cut))) return cut === 0 || startsCharacter(bytes, length - cut, cut);
  }
  return false;
}

function startsCharacter(bytes: Buffer, at: number, have: number): boolean {
  const lead = bytes[at] ?? 0;
  const width = lead >= 0xf0 && lead <= 0xf4 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 1;
  const following = bytes.subarray(at + 1, at + have);
  return width > have && lead <= 0xf4 && following.every((byte) => byte >= 0x80 && byte <= 0xbf);
}

/** Puts lines together to records, counting lines and holding back a quoted field that has not ended. */
class LineAssembler {
  private line = 0;
  private held: string[] = [];

  constructor(private readonly delimiter: string) {}

  /** Nothing is held back: the next line begins a record. */
  get idle(): boolean {
    return this.held.length === 0;
  }

  /** Takes text that ends at a line's end, or at the file's with `atEnd`. */
  take(text: string, atEnd: boolean): FileRecord[] {
    const out: FileRecord[] = [];
    const lines = text.split("\n");
    if (lines.at(-1) === "") lines.pop();
    for (const raw of lines) this.feed(raw.endsWith("\r") ? raw.slice(0, -1) : raw, out);
    while (atEnd && this.held.length > 0) this.release(out);
    return out;
  }

  tooLong(): FileRecord {
    this.line += 1;
    return { line: this.line, text: "", fields: null, problem: "ingestion.row.too-long" };
  }

  private feed(text: string, out: FileRecord[]): void {
    this.line += 1;
    if (this.held.length === 0 && !text.includes('"')) {
      if (text.length > MAX_RECORD)
        out.push({ line: this.line, text: "", fields: null, problem: "ingestion.row.too-long" });
      else if (text !== "") out.push({ line: this.line, text, fields: null, problem: null });
      return;
    }
    this.held.push(text);
    this.tryHeld(out);
    while (this.held.length > MAX_QUOTED_LINES) this.release(out);
  }

  private tryHeld(out: FileRecord[]): void {
    const joined = this.held.join("\n");
    const fields = joined.length > MAX_RECORD ? "broken" : splitRecord(joined, this.delimiter);
    if (fields === "open") return;
    const line = this.line - this.held.length + 1;
    if (fields === "broken") {
      this.release(out);
      return;
    }
    this.held = [];
    out.push({ line, text: canonicalRecord(fields, this.delimiter), fields, problem: null });
  }

  /** Gives up on the first held line and reads those after it afresh. */
  private release(out: FileRecord[]): void {
    const [, ...rest] = this.held;
    const line = this.line - rest.length;
    out.push({ line, text: "", fields: null, problem: "ingestion.row.quote" });
    this.held = [];
    this.line = line;
    for (const text of rest) this.feed(text, out);
  }
}
