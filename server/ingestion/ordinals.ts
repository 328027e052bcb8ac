import { MAX_RECORD } from "@/domain/ingestion/csv";

/** 16 MiB of bits. At 15 million records about one in 60 is taken for a possible repeat, and counted exactly then. */
const WORDS = 1 << 22;
const BITS = WORDS * 32;
const PROBES = 4;
const NEWLINE = 10;
const RETURN = 13;

/**
 * Numbers equal records of one file: 0 for the first of its kind, 1 for the next. Two readings of the file keep memory
 * flat: the first notes in a fixed bit field which records may occur twice, the second counts only those, exactly.
 */
export class Ordinals {
  private bits: Uint32Array | null = new Uint32Array(WORDS);
  private readonly repeated = new Set<number>();
  private readonly counts = new Map<string, number>();

  /** First reading. */
  note(text: string): void {
    const [low, high] = lanes(text);
    this.mark(low, high);
  }

  /**
   * First reading of whole lines of UTF-8 in which no quote stands, each a record: as `note` for every line, without
   * making texts of them. Blank lines are none, and one too long is counted but not noted. Gives how many records.
   */
  noteLines(lines: Buffer): number {
    let records = 0;
    for (let from = 0; from < lines.length; ) {
      const newline = lines.indexOf(NEWLINE, from);
      const end = newline === -1 ? lines.length : newline;
      const to = end > from && lines[end - 1] === RETURN ? end - 1 : end;
      if (to > from) {
        records += 1;
        this.noteLine(lines, from, to);
      }
      from = end + 1;
    }
    return records;
  }

  private noteLine(lines: Buffer, from: number, to: number): void {
    let a = SEED_A;
    let b = SEED_B;
    let all = 0;
    for (let i = from; i < to; i += 1) {
      const code = lines[i] ?? 0;
      all |= code;
      a = stepA(a, code);
      b = stepB(b, code);
    }
    if (all < 0x80) {
      if (to - from <= MAX_RECORD) this.mark(mix(a), mix(b));
      return;
    }
    const text = lines.toString("utf8", from, to);
    if (text.length <= MAX_RECORD) this.note(text);
  }

  private mark(low: number, high: number): void {
    const bits = this.bits;
    if (!bits) throw new Error("the first reading has ended");
    let seen = true;
    for (let probe = 0; probe < PROBES; probe += 1) {
      const bit = ((low + Math.imul(probe, high | 1)) >>> 0) % BITS;
      const mask = 1 << (bit & 31);
      const word = bits[bit >>> 5] ?? 0;
      if ((word & mask) === 0) {
        seen = false;
        bits[bit >>> 5] = word | mask;
      }
    }
    if (seen) this.repeated.add(fingerprint(low, high));
  }

  /** Ends the first reading. */
  settle(): void {
    this.bits = null;
  }

  /** Second reading: how many equal records came before this one. */
  next(text: string): number {
    if (this.repeated.size === 0) return 0;
    const [low, high] = lanes(text);
    if (!this.repeated.has(fingerprint(low, high))) return 0;
    const before = this.counts.get(text) ?? 0;
    // A record cut out of a stretch of the file would keep all of it alive.
    this.counts.set(before === 0 ? Buffer.from(text, "utf8").toString("utf8") : text, before + 1);
    return before;
  }
}

function fingerprint(low: number, high: number): number {
  return (high & 0x1fffff) * 0x1_0000_0000 + low;
}

const SEED_A = 0x811c9dc5;
const SEED_B = 0x9e3779b9;
const stepA = (a: number, code: number): number => Math.imul(a ^ code, 0x01000193);
const stepB = (b: number, code: number): number => Math.imul(b + code, 0x85ebca6b) ^ (b >>> 13);

const out: [number, number] = [0, 0];

/** Two independent 32-bit hashes of a text (FNV-1a and a multiplicative one, finished by mixing). */
function lanes(text: string): readonly [number, number] {
  let a = SEED_A;
  let b = SEED_B;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    a = stepA(a, code);
    b = stepB(b, code);
  }
  out[0] = mix(a);
  out[1] = mix(b);
  return out;
}

function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x7feb352d);
  h ^= h >>> 15;
  h = Math.imul(h, 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}
