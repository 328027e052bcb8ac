import { inflateRawSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cell, xlsxFile, xmlText } from "./xlsx";

/** The entries of a zip archive by its central directory, without the writer's own code. */
function unzip(file: Buffer): Map<string, string> {
  const end = file.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  const entries = new Map<string, string>();
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < file.readUInt16LE(end + 10); i += 1) {
    const [size, nameLength, extra, comment, start] = [
      file.readUInt32LE(at + 20),
      file.readUInt16LE(at + 28),
      file.readUInt16LE(at + 30),
      file.readUInt16LE(at + 32),
      file.readUInt32LE(at + 42),
    ];
    const name = file.subarray(at + 46, at + 46 + nameLength).toString();
    const body = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
    const packed = file.subarray(body, body + size);
    entries.set(name, (file.readUInt16LE(at + 10) === 8 ? inflateRawSync(packed) : packed).toString());
    at += 46 + nameLength + extra + comment;
  }
  return entries;
}

async function book(pages: readonly (readonly (readonly Cell[])[])[], maxRows?: number) {
  const source = (async function* () {
    yield* pages;
  })();
  const pieces: Uint8Array[] = [];
  for await (const piece of xlsxFile(
    { sheet: "清单 & list", header: ["编号", "Amount"], pages: source },
    { maxRows },
  )) {
    pieces.push(piece);
  }
  return unzip(Buffer.concat(pieces));
}

const sheetOf = async (rows: readonly (readonly Cell[])[]) =>
  (await book([rows])).get("xl/worksheets/sheet1.xml") ?? "";

describe("a workbook", () => {
  it("holds exact decimals as numbers up to fifteen digits, and longer ones as text", async () => {
    const sheet = await sheetOf([
      [{ decimal: "1234567890123.45" }, { decimal: "12345678901234.56" }, 6222020000000001n.toString()],
    ]);
    expect(sheet).toContain('<c r="A2" s="1"><v>1234567890123.45</v></c>');
    expect(sheet).toContain('<c r="B2" s="0" t="inlineStr"><is><t xml:space="preserve">12345678901234.56</t></is></c>');
    expect(sheet).toContain('<c r="C2" s="0" t="inlineStr"><is><t xml:space="preserve">6222020000000001</t></is></c>');
  });

  it.each(["=1+1", "+1", "-cmd", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", '=HYPERLINK("x")'])(
    "keeps %j as text",
    async (text) => {
      const sheet = await sheetOf([[text]]);
      expect(sheet).toContain('t="inlineStr"');
      expect(sheet).not.toContain("<f>");
    },
  );

  it("goes on in another sheet under the same heading, with nothing lost between", async () => {
    const rows = Array.from({ length: 7 }, (_, i) => [`r${i}`, i]);
    const entries = await book([rows.slice(0, 3), [], rows.slice(3)], 4);
    const sheets = [...entries].filter(([name]) => name.startsWith("xl/worksheets/")).map(([, xml]) => xml);
    expect(sheets.map((xml) => xml.match(/<row /g)?.length)).toEqual([4, 4, 2]);
    expect(sheets.join("").match(/>r\d</g)).toEqual(rows.map(([name]) => `>${name}<`));
    expect(entries.get("xl/workbook.xml")).toContain('name="清单 &amp; list 3"');
    expect(entries.get("[Content_Types].xml")?.match(/sheet\d\.xml/g)).toHaveLength(3);
  });

  it("is whole when the table is empty, or ends where a sheet does", async () => {
    expect((await book([])).get("xl/worksheets/sheet1.xml")).toContain("</sheetData></worksheet>");
    const entries = await book([[["a"], ["b"]]], 3);
    expect([...entries.keys()].filter((name) => name.startsWith("xl/worksheets/"))).toHaveLength(1);
  });

  it("fails as whoever makes the rows fails", async () => {
    const pages = (async function* (): AsyncGenerator<readonly (readonly Cell[])[]> {
      yield [["a"]];
      throw new Error("the reader lost its right");
    })();
    const reading = (async () => {
      for await (const _ of xlsxFile({ sheet: "s", header: ["h"], pages }));
    })();
    await expect(reading).rejects.toThrow("the reader lost its right");
  });
});

/** The characters of XML 1.0, section 2.2. */
const allowed = (code: number) =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  code >= 0x10000;

describe("xmlText", () => {
  it("leaves only what XML may hold, and shows the rest of the text again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = xmlText(text);
        const forbidden = [...written].filter((char) => '<>"'.includes(char) || !allowed(char.codePointAt(0) ?? 0));
        expect(forbidden).toEqual([]);
      }),
    );
    expect(xmlText('𠮷·é & <b> "q"\u0000')).toBe("𠮷·é &amp; &lt;b&gt; &quot;q&quot;");
  });
});
