import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { entryKeys } from "@/domain/screening/match";
import type { ParsedList } from "@/domain/screening/model";
import type { Result } from "@/domain/shared/result";
import { listFile } from "../list-file";
import { parseUnConsolidated } from "./un-consolidated";

const ONE = {
  id: "1",
  names: ["ANNA", "MUSTERFRAU"],
  alias: ["Anna Beispiel"],
  original: "安娜",
  numbers: ["P-1234567"],
};

function value(result: Result<ParsedList>): ParsedList {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const codeOf = async (file: Uint8Array) => {
  const result = await parseUnConsolidated(file);
  return result.ok ? "ok" : result.code;
};
const wrapped = (head: string, body = "&bomb;") =>
  Buffer.from(
    `<?xml version="1.0"?>${head}<CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z"><INDIVIDUALS>${body}</INDIVIDUALS></CONSOLIDATED_LIST>`,
  );

describe("a list file", () => {
  it("gives people and entities with every name they go by", async () => {
    const { asOf, entries } = value(
      await parseUnConsolidated(
        listFile([ONE, { id: "2", names: ["PROBE & SOHN"], alias: ["Probe Trading"], entity: true }]),
      ),
    );
    expect(asOf).toBe("2026-10-08T00:00:00.000Z");
    expect(entries).toMatchObject([
      {
        externalId: "1",
        kind: "person",
        reference: "Ti.1",
        name: "ANNA MUSTERFRAU",
        names: ["ANNA MUSTERFRAU", "安娜", "Anna Beispiel"],
        numbers: ["P-1234567"],
        listedOn: "2020-01-02",
      },
      { externalId: "2", kind: "entity", name: "PROBE & SOHN", names: ["PROBE & SOHN", "Probe Trading"] },
    ]);
  });

  it("that declares entities is refused, whatever they say", async () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, n) => `<!ENTITY b${n} "${`&${n === 0 ? "a" : `b${n - 1}`};`.repeat(10)}">`).join("")}<!ENTITY bomb "&b8;">]>`;
    expect(await codeOf(wrapped(bomb))).toMatch(/declares-entities|malformed/);
    const outside = `<!DOCTYPE x [<!ENTITY bomb SYSTEM "file:///etc/hostname">]>`;
    expect(await codeOf(wrapped(outside))).toMatch(/declares-entities|malformed/);
    expect(await codeOf(wrapped(`<!DOCTYPE CONSOLIDATED_LIST>`, ""))).toBe("screening.list.declares-entities");
  });

  it("that is torn, in another encoding than it says, or no XML at all is refused", async () => {
    const good = listFile([ONE]);
    expect(await codeOf(good.subarray(0, good.length - 40))).toBe("screening.list.malformed");
    const latin = Buffer.from(good.toString("utf8").replace("MUSTERFRAU", "MÜSTERFRAU"), "latin1");
    expect(await codeOf(latin)).toBe("screening.list.malformed");
    expect(await codeOf(Buffer.from("%PDF-1.7"))).toBe("screening.list.malformed");
    expect(await codeOf(Buffer.alloc(0))).toBe("screening.list.malformed");
    expect(await codeOf(Buffer.from(`<a>${"<b>".repeat(100_000)}`))).toBe("screening.list.malformed");
  });

  it("reads UTF-16 that says so", async () => {
    const text = listFile([ONE]).toString("utf8").replace("UTF-8", "UTF-16");
    expect(await codeOf(Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]))).toBe("ok");
  });

  it("of another shape, without a date, or with an entry that has no name is refused", async () => {
    expect(await codeOf(Buffer.from("<LIST/>"))).toBe("screening.list.wrong-shape");
    expect(await codeOf(Buffer.from("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>"))).toBe(
      "screening.list.wrong-shape",
    );
    expect(await codeOf(listFile([{ id: "1", names: [] }]))).toBe("screening.list.wrong-shape");
  });

  it("that is larger than the house reads is refused before it is read", async () => {
    expect(await codeOf(Buffer.alloc(65 * 1024 * 1024))).toBe("screening.list.too-large");
  });
});

/** The published list is not ours to carry along: whoever names a copy has it read too. */
const REAL = process.env.UN_LIST_FILE ?? "";
if (existsSync(REAL)) {
  it("the published list is read whole", async () => {
    const { entries } = value(await parseUnConsolidated(readFileSync(REAL)));
    const people = entries.filter(({ kind }) => kind === "person");
    expect([people.length, entries.length - people.length]).toEqual([730, 273]);
    expect(new Set(entries.map(({ externalId }) => externalId)).size).toBe(1003);
    const keyless = entries.filter((entry) => entryKeys(entry).names.length === 0);
    expect(keyless.length).toBeLessThan(15);
  });
}
