import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { canonicalRecord } from "@/domain/ingestion/csv";
import { Ordinals } from "./ordinals";
import { type FileRecord, readRecords } from "./reader";
import { spoolFile, spoolPath, sweepSpool } from "./spool";

async function read(
  bytes: Buffer,
  cuts: readonly number[] = [],
  encoding: "utf-8" | "gb18030" = "utf-8",
): Promise<FileRecord[]> {
  async function* pieces() {
    let from = 0;
    for (const cut of [...cuts].sort((a, b) => a - b)) {
      if (cut <= from || cut >= bytes.length) continue;
      yield bytes.subarray(from, cut);
      from = cut;
    }
    yield bytes.subarray(from);
  }
  const records: FileRecord[] = [];
  for await (const stretch of readRecords(pieces(), encoding)) records.push(...stretch.records);
  return records;
}

const fieldsOf = (record: FileRecord) => record.fields ?? record.text.split(",");

describe("readRecords", () => {
  it("reads the same records however the bytes arrive", async () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", "中", "😀", ",", '"', "\n", " ", "1"), maxLength: 6 });
    const records = fc.array(fc.array(field, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(
        records,
        fc.array(fc.nat(300), { maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        async (rows, cuts, end, mark) => {
          const text = rows.map((row) => canonicalRecord(row)).join(end) + end;
          const bytes = Buffer.from((mark ? "\ufeff" : "") + text);
          const found = await read(bytes, cuts);
          expect(found.map(fieldsOf)).toEqual(rows);
          expect(found.every(({ problem }) => problem === null)).toBe(true);
        },
      ),
    );
  });

  it("numbers lines, and loses one line to a stray quote", async () => {
    const found = await read(Buffer.from('a,b\n"x,1\nc,d\n"m\nn",2\n\ne,f'));
    expect(found.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, "ingestion.row.quote"],
      [3, null],
      [4, null],
      [7, null],
    ]);
  });

  it("stays small and quick on a file of nothing but stray quotes", async () => {
    const found = await read(Buffer.from('"x\n'.repeat(2_000)));
    expect(found).toHaveLength(2_000);
  });

  it("skips an overlong line and goes on", async () => {
    const found = await read(Buffer.from(`a,b\n${"y".repeat(200_000)}\nc,d\n`), [50_000, 100_000, 150_000]);
    expect(found.map(({ line, problem }) => [line, problem])).toEqual([
      [1, null],
      [2, "ingestion.row.too-long"],
      [3, null],
    ]);
  });

  it.each([
    ["a lone continuation", [0x61, 0x80, 0x62], 1],
    ["an overlong form", [0x61, 0x62, 0xc0, 0xaf], 2],
    ["a surrogate", [0xed, 0xa0, 0x80], 0],
    ["a character cut at the end of the file", [0x61, 0xe4, 0xb8], 1],
  ])("names the first wrong byte: %s", async (_name, bytes, offset) => {
    await expect(read(Buffer.from([...Buffer.from("a,b\n"), ...bytes]))).rejects.toMatchObject({
      code: "ingestion.file.encoding",
      params: { offset: 4 + offset },
    });
  });

  it("reads GB18030 where the mapping says so, and refuses what is not", async () => {
    expect((await read(iconv.encode("名称,金额\n甲,1\n", "gb18030"), [3], "gb18030")).map(fieldsOf)).toEqual([
      ["名称", "金额"],
      ["甲", "1"],
    ]);
    await expect(read(Buffer.from([0x61, 0x0a, 0x81, 0x20, 0x0a]), [], "gb18030")).rejects.toMatchObject({
      code: "ingestion.file.encoding",
    });
  });
});

describe("Ordinals", () => {
  it("counts equal texts exactly as a plain count does", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "b", "c", "ab", "ba", ""), { maxLength: 40 }), (texts) => {
        const ordinals = new Ordinals();
        for (const text of texts) ordinals.note(text);
        ordinals.settle();
        const counts = new Map<string, number>();
        for (const text of texts) {
          expect(ordinals.next(text)).toBe(counts.get(text) ?? 0);
          counts.set(text, (counts.get(text) ?? 0) + 1);
        }
      }),
      { numRuns: 20 },
    );
  });

  it("finds the same repeats in whole lines of bytes as in their texts", () => {
    const line = fc.constantFrom("a", "b,1", "ab", "丙,1", "é", "", "x".repeat(70_000));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), fc.constantFrom("\n", "\r\n"), (texts, ending) => {
        const ordinals = new Ordinals();
        const records = ordinals.noteLines(Buffer.from(texts.map((text) => text + ending).join("")));
        ordinals.settle();
        expect(records).toBe(texts.filter((text) => text !== "").length);
        const counts = new Map<string, number>();
        for (const text of texts.filter((text) => text !== "" && text.length < 70_000)) {
          expect(ordinals.next(text)).toBe(counts.get(text) ?? 0);
          counts.set(text, (counts.get(text) ?? 0) + 1);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe("the spool", () => {
  it("throws abandoned files away, and keeps those being imported and those of today", async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "hegui-spool-"));
    try {
      const [kept, gone] = await Promise.all([1, 2].map(() => spoolFile(dataDir, Readable.from([Buffer.from("x")]))));
      const inUse = async (token: string) => token === kept?.fileToken;
      expect(await sweepSpool(dataDir, Date.now(), inUse)).toBe(0);
      expect(await sweepSpool(dataDir, Date.now() + 25 * 3_600_000, inUse)).toBe(1);
      await access(spoolPath(dataDir, kept?.fileToken ?? ""));
      await expect(access(spoolPath(dataDir, gone?.fileToken ?? ""))).rejects.toThrow();
    } finally {
      await rm(dataDir, { recursive: true, force: true });
    }
  });
});
