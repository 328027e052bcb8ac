/**
 * The checks of the offline verifier (../audit-verify.mjs), over one export in one pass.
 * Plain Node; shares nothing with the console's own writer.
 */
import { hash } from "node:crypto";
import {
  AT_END,
  AT_HASH,
  AT_HEAD,
  AT_INDEX,
  AT_TEXT,
  Finding,
  has,
  isHeadSigned,
  isSigned,
  nameEntry,
  parseExactly,
  pickHead,
  rangeOf,
  readHeader,
  readIndex,
  spellsHash,
  Tree,
  unescapeInto,
} from "./parts.mjs";

const FIRST_BUFFER = 4 << 20;
const LONGEST_LINE = 256 << 20;

/** One pass over one export. Methods throw the first Finding. */
class Check {
  #tree = new Tree();
  #scratch = Buffer.alloc(1 << 16);
  #used = new Set();
  #line = 0;
  #heads = 0;
  #keptSize = 0;
  #header;
  #last;
  #end;
  #gap;

  constructor({ heads = [], pinned = [] }) {
    this.kept = [...heads].sort((a, b) => a.treeSize - b.treeSize);
    this.pinned = pinned;
  }

  /** Takes the next line: bytes[start, stop), without its line feed. */
  take(bytes, start, stop) {
    const line = ++this.#line;
    if (!this.#header) return this.#takeHeader(bytes.utf8Slice(start, stop));
    if (this.#end) throw new Finding("after-end", `line ${line} stands after the end of the export`, { line });
    if (has(bytes, start, AT_INDEX)) return this.#takeEntry(bytes, start, stop);
    if (this.#gap) return undefined;
    if (has(bytes, start, AT_HEAD)) return this.#takeHead(bytes.utf8Slice(start, stop));
    if (has(bytes, start, AT_END)) return this.#takeEnd(bytes.utf8Slice(start, stop));
    const entry = this.#tree.size;
    throw new Finding("line", `line ${line}, before entry ${entry}, is no line of an audit export`, { entry, line });
  }

  #keyOf(keyId, what) {
    const key = this.#header.keys.find(({ id }) => id === keyId);
    if (!key) throw new Finding("key", `${what} names a key that the header does not list`, { line: this.#line });
    if (this.pinned.length > 0 && !this.pinned.some(({ base64 }) => base64 === key.base64)) {
      throw new Finding("key-not-trusted", `${what} is signed with key ${key.id}, not with one given by --key`);
    }
    this.#used.add(key);
    return key;
  }

  #takeHeader(text) {
    const header = readHeader(text);
    this.#header = header;
    const listed = header.keys.map(({ id, base64 }) => `${id} ${base64}`);
    const lines = ["hegui-audit-export-v1", header.log, header.generatedAt, header.treeSize, ...listed];
    if (!isSigned(this.#keyOf(header.keyId, "the header"), lines, header.signature)) {
      throw new Finding("header", "the header was changed: its signature does not verify", { line: 1 });
    }
    for (const head of this.kept) {
      if (head.log !== header.log) throw new Finding("other-log", "the kept head and the export are of different logs");
      if (!isHeadSigned(this.#keyOf(head.keyId, "the kept head"), head)) {
        throw new Finding("kept-head", "the kept head was changed: its own signature does not verify");
      }
    }
    this.#compareKept();
  }

  #compareKept() {
    while (this.kept[0]?.treeSize === this.#tree.size) {
      const { rootHash, treeSize, sealedAt } = this.kept.shift();
      if (rootHash !== this.#tree.root()) {
        const what = rangeOf(this.#keptSize, treeSize);
        const message = `the log was rewritten: ${what} differ from what the kept head of ${sealedAt} signed`;
        throw new Finding("kept-head", message, { from: this.#keptSize, to: treeSize - 1 });
      }
      this.#keptSize = treeSize;
    }
  }

  #takeEntry(bytes, start, stop) {
    const [entry, line] = [this.#tree.size, this.#line];
    const index = readIndex(bytes, start);
    if (this.#gap) return this.#searchMissing(index?.value);
    const text = index ? index.next + AT_HASH.length + 64 : stop;
    const from = text + AT_TEXT.length;
    const framed =
      stop - from >= 2 &&
      bytes[stop - 2] === 0x22 &&
      bytes[stop - 1] === 0x7d &&
      has(bytes, index.next, AT_HASH) &&
      has(bytes, text, AT_TEXT);
    if (framed && index.value !== entry) return this.#outOfOrder(index.value);
    if (this.#scratch.length < stop - start) this.#scratch = Buffer.alloc((stop - start) * 2);
    const length = framed ? unescapeInto(this.#scratch, bytes, from, stop - 2) : -1;
    const leafHash = length < 0 ? "" : hash("sha256", this.#scratch.subarray(0, length + 1), "latin1");
    if (length < 0 || !spellsHash(bytes, text - 64, leafHash)) {
      const why = length < 0 ? `line ${line} is damaged` : `line ${line} does not match its hash`;
      const name = nameEntry(entry, bytes.utf8Slice(start, stop));
      throw new Finding("entry-changed", `${name} was changed after it was sealed: ${why}`, { entry, line });
    }
    this.#tree.append(leafHash);
    if (this.kept.length > 0) this.#compareKept();
  }

  #outOfOrder(found) {
    const [expected, line] = [this.#tree.size, this.#line];
    if (found < expected) {
      const message = `entry ${found} stands a second time on line ${line}, after entry ${expected - 1}: one was inserted`;
      throw new Finding("entry-inserted", message, { entry: found, line });
    }
    this.#gap = { entry: expected, found, line };
  }

  /** After a gap, looks through the rest only to say whether the missing entry was moved, renumbered or removed. */
  #searchMissing(index) {
    const { entry, found, line } = this.#gap;
    if (index === entry) {
      const message = `entry ${entry} was moved to line ${this.#line}: entry ${found} stands in its place on line ${line}`;
      throw new Finding("entry-moved", message, { entry, line });
    }
    if (index !== found) return;
    throw new Finding("entry-changed", `entry ${entry} was changed: line ${line} calls it ${found}`, { entry, line });
  }

  #takeHead(text) {
    const [line, size, covered] = [this.#line, this.#tree.size, this.#last?.treeSize ?? 0];
    const head = parseExactly(text, (value) => ({ head: pickHead(value.head) }))?.head;
    if (!head || !isHeadSigned(this.#keyOf(head.keyId, `the signed head on line ${line}`), head)) {
      throw new Finding("head-changed", `the signed head on line ${line}, after ${size} entries, was changed`, {
        line,
      });
    }
    if (head.log !== this.#header.log)
      throw new Finding("other-log", `the head on line ${line} is of another log`, { line });
    const between = `between the signed heads at ${covered} and ${head.treeSize}`;
    const where = { from: covered, to: head.treeSize - 1, line };
    if (head.treeSize !== size) {
      const [verb, count] = [head.treeSize > size ? "removed" : "inserted", Math.abs(head.treeSize - size)];
      const message = `${between}, ${count} ${count > 1 ? "entries were" : "entry was"} ${verb}, or the head was moved`;
      throw new Finding(`range-${verb}`, message, where);
    }
    if (head.rootHash !== this.#tree.root()) {
      const message = `${between}, something was changed, replaced or reordered together with its hash`;
      throw new Finding("range-changed", `${message}: ${rangeOf(covered, head.treeSize)}`, where);
    }
    this.#last = head;
    this.#heads += 1;
  }

  #takeEnd(text) {
    this.#end = parseExactly(text, ({ end, entries, heads }) => ({ end, entries, heads }));
    if (this.#end?.end !== true) throw new Finding("end", "the end line was changed", { line: this.#line });
  }

  /** What only the end shows. `cut` is true when bytes without a line feed are left. Gives the summary. */
  finish(cut) {
    const [size, heads, end, last] = [this.#tree.size, this.#heads, this.#end, this.#last?.treeSize ?? 0];
    if (!this.#header) throw new Finding("cut", "the file holds no whole line: it is empty or cut off");
    if (this.#gap) {
      const [{ entry, found, line }, what] = [this.#gap, rangeOf(this.#gap.entry, this.#gap.found)];
      const message = `${what} ${found - entry > 1 ? "were" : "was"} removed: entry ${found} follows on line ${line}`;
      throw new Finding("entry-removed", message, { from: entry, to: found - 1, line });
    }
    if (cut || !end) throw new Finding("cut", `the file is cut off after ${size} entries`, { line: this.#line });
    const signedSize = this.#header.treeSize;
    if (size !== signedSize) {
      const [from, to] = [Math.min(size, signedSize), Math.max(size, signedSize)];
      const verb = size < signedSize ? "removed" : "added";
      throw new Finding(`end-${verb}`, `${rangeOf(from, to)} of ${to} ${verb} at the end`, { from, to: to - 1 });
    }
    if (last !== size)
      throw new Finding("uncovered", `no signed head covers ${rangeOf(last, size)}`, { from: last, to: size - 1 });
    if (end.entries !== size || end.heads !== heads) {
      throw new Finding(
        "end",
        `the end line counts ${end.entries} entries and ${end.heads} heads, not ${size} and ${heads}`,
      );
    }
    const beyond = this.kept[0];
    if (beyond) {
      const message = `the log was cut short: ${rangeOf(size, beyond.treeSize)} of the kept head of ${beyond.sealedAt} are gone`;
      throw new Finding("kept-head", message, { from: size, to: beyond.treeSize - 1 });
    }
    const keys = [...this.#used].map(({ id, base64 }) => ({ id, ed25519: base64, pinned: this.pinned.length > 0 }));
    return { log: this.#header.log, entries: size, heads, lastHead: this.#last ?? null, keys };
  }
}

/**
 * Verifies one export in one pass and flat memory. `read(buffer, offset, length)` gives the next bytes as fs.readSync
 * does; `heads` are heads kept from earlier, `pinned` the only keys to trust. Gives the summary or throws a Finding.
 */
export function verifyExport(read, options = {}) {
  const check = new Check(options);
  let buffer = Buffer.allocUnsafe(FIRST_BUFFER);
  let filled = 0;
  for (;;) {
    if (filled === buffer.length) {
      if (filled >= LONGEST_LINE) throw new Finding("line", `a line has more than ${LONGEST_LINE} bytes`);
      buffer = Buffer.concat([buffer, Buffer.allocUnsafe(filled)]);
    }
    const got = read(buffer, filled, buffer.length - filled);
    if (got === 0) return check.finish(filled > 0);
    filled += got;
    const bytes = buffer.subarray(0, filled);
    let start = 0;
    for (let stop = bytes.indexOf(10); stop !== -1; stop = bytes.indexOf(10, start)) {
      check.take(bytes, start, stop);
      start = stop + 1;
    }
    buffer.copyWithin(0, start, filled);
    filled -= start;
  }
}
