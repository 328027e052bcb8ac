import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  entryOf,
  headOf,
  KEY,
  LINES,
  leafOf,
  lineOf,
  newKey,
  SIZES,
  TEXTS,
  textOf,
  verdict,
  WHOLE,
  write,
} from "./testing.mjs";

/** The verdict on the small export with its lines edited. */
const changed = (edit) => {
  const lines = [...LINES];
  edit(lines);
  return verdict(textOf(lines));
};

describe("a whole export", () => {
  it("is accepted, however the bytes arrive", () => {
    for (const chunk of [1, 3, 1000, 1 << 20]) {
      expect(verdict(WHOLE, {}, chunk)).toMatchObject({ ok: true, entries: 20, heads: 3, lastHead: { treeSize: 20 } });
    }
  });

  it("may be empty, with or without a head of nothing", () => {
    expect(verdict(textOf(write([], [])))).toMatchObject({ ok: true, entries: 0, heads: 0, lastHead: null });
    expect(verdict(textOf(write([], [0])))).toMatchObject({ ok: true, entries: 0, heads: 1 });
  });

  it("may hold any text, of any length, in any tree size", { timeout: 180_000 }, () => {
    const any = fc.array(fc.string({ unit: "grapheme-composite", maxLength: 300 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(any, (texts) => {
        expect(verdict(textOf(write(texts, [texts.length])), {}, 100).ok).toBe(true);
      }),
    );
    const long = ["x".repeat(5_000_000), "short", '"'.repeat(100_000)];
    expect(verdict(textOf(write(long, [3]))).ok).toBe(true);
    const every = Array.from({ length: 70 }, (_, i) => `${i}`);
    expect(
      verdict(
        textOf(
          write(
            every,
            [...every.keys()].map((i) => i + 1),
          ),
        ),
      ).heads,
    ).toBe(70);
  });

  it("may be signed by keys that followed each other", () => {
    const old = newKey();
    const lines = write(TEXTS, SIZES, { keys: [old, KEY], keyAt: (size) => (size < 10 ? old : KEY) });
    expect(verdict(textOf(lines)).keys.map(({ id }) => id)).toEqual([KEY.id, old.id]);
  });
});

describe("a changed byte", () => {
  it("anywhere is noticed, and in an entry's text names that entry", { timeout: 180_000 }, () => {
    const whole = Buffer.from(WHOLE);
    const owner = new Int16Array(whole.length).fill(-1);
    let start = 0;
    for (const [number, line] of LINES.entries()) {
      const entry = TEXTS.findIndex((_, i) => lineOf(i) === number);
      const length = Buffer.byteLength(line);
      if (entry >= 0)
        owner.fill(entry, start + Buffer.byteLength(line.slice(0, line.indexOf('"e":"') + 5)), start + length - 2);
      start += length + 1;
    }
    const place = fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }));
    fc.assert(
      fc.property(place, ([position, mask]) => {
        const bytes = Buffer.from(whole);
        bytes[position] ^= mask;
        const found = verdict(bytes);
        expect(found.ok).toBe(false);
        if (owner[position] >= 0) expect(found).toMatchObject({ code: "entry-changed", entry: owner[position] });
      }),
      { numRuns: 500 },
    );
  });

  it("is named with what can be read of the entry", () => {
    const found = changed((lines) => {
      lines[lineOf(11)] = lines[lineOf(11)].replace("冻结", "解冻");
    });
    expect(found.message).toMatch(
      /^entry 11 \(controls\.restriction\.request, 2026-09-01T00:00:11\.000Z, 019911\) was changed/,
    );
  });

  it("is noticed where JSON would read the same: another spelling is another file", () => {
    const respell = (from, to) =>
      changed((lines) => {
        expect(lines[lineOf(3)]).toContain(from);
        lines[lineOf(3)] = lines[lineOf(3)].replace(from, to);
      });
    for (const [from, to] of [
      ["\\n\\b", "\\n\\u0008"],
      ["\\u001f", "\\u001F"],
      ["\\u0000", "\\u00000"],
      ["controls", "\\u0063ontrols"],
      ['"h":', '"h": '],
    ]) {
      expect(respell(from, to)).toMatchObject({ code: "entry-changed", entry: 3 });
    }
    expect(respell('"i":3', '"i":03').ok).toBe(false);
  });
});

describe("entries removed, inserted, reordered", () => {
  it("names the indexes that are gone", () => {
    expect(changed((lines) => lines.splice(lineOf(9), 1))).toMatchObject({ code: "entry-removed", from: 9, to: 9 });
    const several = changed((lines) => lines.splice(lineOf(8), 3));
    expect(several).toMatchObject({ code: "entry-removed", from: 8, to: 10 });
    expect(several.message).toContain("entries 8 to 10 were removed");
  });

  it("names one that stands twice, moved or renumbered", () => {
    const extra = entryOf(9, "{}");
    expect(changed((lines) => lines.splice(lineOf(9), 0, extra))).toMatchObject({ code: "entry-inserted", entry: 9 });
    const swap = (lines) => lines.splice(lineOf(9), 2, lines[lineOf(10)], lines[lineOf(9)]);
    expect(changed(swap)).toMatchObject({ code: "entry-moved", entry: 9 });
    const renumber = (lines) => lines.splice(lineOf(9), 1, entryOf(11, TEXTS[9]));
    expect(changed(renumber)).toMatchObject({ code: "entry-changed", entry: 9 });
  });

  const renumbered = (texts, sizes) => {
    const lines = texts.map((text, i) => entryOf(i, text));
    const heads = LINES.filter((line) => line.startsWith('{"head"'));
    for (const [nth, size] of [...sizes.entries()].reverse()) lines.splice(size, 0, heads[nth]);
    return verdict(textOf([LINES[0], ...lines, LINES.at(-1)]));
  };

  it("names the range between two signed heads when indexes and hashes were rewritten too", () => {
    const inRange = { from: 7, to: 11 };
    const other = TEXTS.with(9, "{}");
    expect(renumbered(other, SIZES)).toMatchObject({ code: "range-changed", ...inRange });
    const swapped = TEXTS.map((text, i) => (i === 8 ? TEXTS[9] : i === 9 ? TEXTS[8] : text));
    expect(renumbered(swapped, SIZES)).toMatchObject({ code: "range-changed", ...inRange });
    const fewer = TEXTS.filter((_, i) => i !== 9);
    expect(renumbered(fewer, [7, 11, 19])).toMatchObject({ code: "range-removed", ...inRange });
    const more = TEXTS.flatMap((text, i) => (i === 9 ? ["{}", text] : [text]));
    const found = renumbered(more, [7, 13, 21]);
    expect(found).toMatchObject({ code: "range-inserted", ...inRange });
    expect(found.message).toBe("between the signed heads at 7 and 12, 1 entry was inserted, or the head was moved");
  });

  it("notices a head that is gone, moved, of another log or followed by unsigned entries", () => {
    expect(changed((lines) => lines.splice(lineOf(7) - 1, 1)).code).toBe("end");
    expect(changed((lines) => lines.splice(lineOf(7) - 1, 0, ...lines.splice(lineOf(7), 1))).ok).toBe(false);
    expect(changed((lines) => lines.splice(-2, 1)).code).toBe("uncovered");
    const foreign = { head: headOf(TEXTS.slice(0, 7).map(leafOf), { log: "other", key: KEY }) };
    expect(changed((lines) => lines.splice(lineOf(7) - 1, 1, JSON.stringify(foreign))).code).toBe("other-log");
  });
});

describe("a file that ends too soon or too late", () => {
  it("is noticed wherever it is cut", () => {
    const bytes = Buffer.from(WHOLE);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(verdict(bytes.subarray(0, length)).ok).toBe(false);
      }),
    );
    expect(verdict("").message).toContain("empty");
    expect(changed((lines) => lines.pop()).message).toBe("the file is cut off after 20 entries");
  });

  it("is noticed when the last entries or more lines stand there", () => {
    const cut = [LINES[0], ...LINES.slice(1, lineOf(12)), JSON.stringify({ end: true, entries: 12, heads: 2 })];
    expect(verdict(textOf(cut))).toMatchObject({ code: "end-removed", from: 12, to: 19 });
    expect(verdict(`${WHOLE}\n`).code).toBe("after-end");
    expect(verdict(`${WHOLE}x`).code).toBe("cut");
    expect(verdict(WHOLE + WHOLE).code).toBe("after-end");
  });

  it("is noticed when line feeds were converted, or a mark put before them", () => {
    expect(verdict(WHOLE.replaceAll("\n", "\r\n")).message).toContain("line ends were converted");
    expect(verdict(`\ufeff${WHOLE}`).code).toBe("header");
  });
});

describe("keys", () => {
  const thief = newKey();

  it("must be the ones of the header, and the ones given", () => {
    const forged = textOf(write(TEXTS, SIZES, { key: thief }));
    expect(verdict(forged).ok).toBe(true);
    expect(verdict(forged, { pinned: [{ base64: KEY.ed25519 }] }).code).toBe("key-not-trusted");
    expect(verdict(WHOLE, { pinned: [{ base64: KEY.ed25519 }] }).keys).toMatchObject([{ id: KEY.id, pinned: true }]);
    expect(verdict(textOf(write(TEXTS, SIZES, { keys: [KEY], keyAt: () => thief }))).code).toBe("key");
  });

  it("are noticed when swapped in the header under the old name", () => {
    const swapped = changed((lines) => {
      lines[0] = lines[0].replace(KEY.ed25519, thief.ed25519);
    });
    expect(swapped.code).toBe("header-key");
    const unsigned = write(TEXTS, SIZES, { keys: [thief, KEY], keyAt: () => ({ ...thief, id: KEY.id }) });
    expect(verdict(textOf(unsigned)).code).toBe("head-changed");
  });
});

describe("a head kept from earlier", () => {
  const keep = (size, options = { log: "main", key: KEY }) => headOf(TEXTS.slice(0, size).map(leafOf), options);

  it("is met by the log it was taken from, at any size", () => {
    for (const size of [0, 1, 7, 9, 20]) expect(verdict(WHOLE, { heads: [keep(size)] }).ok).toBe(true);
  });

  it("shows a log that was rewritten and signed again, or cut short", () => {
    const rewritten = textOf(
      write(
        TEXTS.map((text, i) => (i === 8 ? "{}" : text)),
        SIZES,
      ),
    );
    expect(verdict(rewritten).ok).toBe(true);
    expect(verdict(rewritten, { heads: [keep(10), keep(5)] })).toMatchObject({ code: "kept-head", from: 5, to: 9 });
    const short = textOf(write(TEXTS.slice(0, 12), [7, 12]));
    expect(verdict(short, { heads: [keep(20)] })).toMatchObject({ code: "kept-head", from: 12, to: 19 });
  });

  it("must itself be signed, and of this log", () => {
    expect(verdict(WHOLE, { heads: [{ ...keep(7), rootHash: "0".repeat(64) }] }).code).toBe("kept-head");
    expect(verdict(WHOLE, { heads: [keep(7, { log: "other", key: KEY })] }).code).toBe("other-log");
    expect(verdict(WHOLE, { heads: [keep(7, { log: "main", key: newKey() })] }).code).toBe("key");
  });
});
