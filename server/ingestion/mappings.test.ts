import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/server/kernel/new-id";
import { inScope } from "@/server/kernel/scope";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { saveMapping } from "./commands/save-mapping";
import { startBatch } from "./commands/start-batch";
import { mappingCheck, mappingsList } from "./mapping-queries";
import { readMappingText } from "./mapping-text";
import { previewOf } from "./preview";
import { processBatch } from "./process";
import { spoolFile } from "./spool";

const MAPPING = `name: partner-day
title: { zh: 合作方日终, en: Partner day file }
file: { delimiter: semicolon }
time: { column: at, pattern: "yyyy-MM-dd HH:mm" }
amount: { column: value, thousands: "," }
currency: { fixed: CNY }
kind: { fixed: { kind: transfer, destination: customer } }
payer: { column: from }
payee: { column: to }
namespace: pd-
parties:
  - { kind: person, customer: true }
`;
const FILE = `at;value;from;to;note
2026-09-01 08:00;1,250.50;u1;u2;a
2026-09-01 08:00;1,250.50;u1;u2;a
2026-09-01 09:00;12,50;u1;u3;张三
not a time;5;u9;u2;b
`;

let house: House;
let officer: ReturnType<House["as"]>;
beforeAll(async () => {
  house = await openHouse();
  officer = house.as("compliance-officer");
});
afterAll(() => house.close());

const spool = (text: string) => spoolFile(house.dataDir, Readable.from([Buffer.from(text)]));

async function preview(input: { fileToken: string; mapping?: string; text?: string }) {
  return inScope(house.runtime, officer, "read", async (scope) => ({
    keep: false,
    value: await previewOf(scope, input, house.dataDir),
  }));
}

async function take(text: string, mapping: string, previewed?: string) {
  const spooled = await spool(text);
  const seen = previewed ?? (await preview({ fileToken: spooled.fileToken, mapping })).previewed;
  const input = { ...spooled, mapping, fileName: "f.csv", ...(seen ? { previewed: seen } : {}) };
  const started = await house.run(startBatch, input, { as: officer });
  if (!started.ok) return started.code;
  const outcome = await processBatch(house.runtime, house.system("system:worker"), spooled.fileToken, {
    dataDir: house.dataDir,
    requestId: newId(),
  });
  const [batch] = await house.rows<Record<string, unknown>>(
    "select mapping, rows_accepted::int as accepted, rows_duplicate::int as duplicate, rows_rejected::int as rejected from import_batches where id = $1",
    [spooled.fileToken],
  );
  return { outcome, ...batch };
}

describe("mapping files", () => {
  it.each([
    ["an alias bomb", `a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]`, "alias"],
    ["an alias", `name: &n partner\ntitle: *n`, "alias"],
    ["a tag", `name: !!binary aGk=`, "tag"],
    ["an own tag", `name: !run "rm"`, "syntax"],
    ["a prototype key", `${MAPPING}__proto__: { x: 1 }\n`, "key"],
    ["a constructor key", `${MAPPING}constructor: { x: 1 }\n`, "key"],
    ["a key named twice", `${MAPPING}name: other\n`, "syntax"],
    ["broken text", "name: [", "syntax"],
    ["two documents", "a: 1\n---\nb: 2\n", "syntax"],
    ["a pattern that would be an expression", MAPPING.replace("yyyy-MM-dd HH:mm", "(\\\\d+)+$"), "pattern"],
    ["a very large text", `name: ${"x".repeat(70_000)}`, "too-large"],
    ["a number alone", "7", "value"],
  ])("refuses %s", (_what, text, problem) => {
    const read = readMappingText(text);
    expect(read.ok ? [] : read.problems.map((one) => one.problem)).toContain(problem);
  });

  it("takes the example of the documentation", () => {
    const read = readMappingText(readFileSync("docs/reference/import-mapping.yaml", "utf8"));
    expect(read.ok ? read.definition.name : read.problems).toBe("partner-settlement");
  });

  it("names the line", async () => {
    const text = MAPPING.replace('thousands: ","', 'thousands: "x"');
    const checked = await house.ask(mappingCheck, { text }, { as: officer });
    expect(checked).toEqual({ name: null, problems: [{ line: 5, path: "amount.thousands", problem: "value" }] });
    expect(await house.run(saveMapping, { text }, { as: officer })).toMatchObject({
      ok: false,
      code: "ingestion.mapping.invalid",
      params: { line: 5, count: 1 },
    });
  });

  it("keeps versions, one for each thing said", async () => {
    const save = (text: string) => house.run(saveMapping, { text }, { as: officer });
    expect(await save(MAPPING)).toMatchObject({ ok: true, result: { ref: "partner-day@1", isNew: true } });
    expect(await save(`# the same\n${MAPPING}`)).toMatchObject({ ok: true, result: { version: 1, isNew: false } });
    expect(await save(MAPPING.replace("pd-", "pe-"))).toMatchObject({ ok: true, result: { version: 2 } });
    const { mappings } = await house.ask(mappingsList, {}, { as: officer });
    expect(mappings.map(({ ref }) => ref)).toEqual(["paysim", "amlsim", "partner-day@2"]);
    const elsewhere = await house.ask(mappingsList, {}, { as: house.as("compliance-officer", { programme: MALL }) });
    expect(elsewhere.mappings.map(({ ref }) => ref)).toEqual(["paysim", "amlsim"]);
  });
});

describe("the preview", () => {
  it("tells what a file would give, and writes nothing", async () => {
    const { fileToken } = await spool(FILE);
    const before = await house.checksums();
    const shown = await preview({ fileToken, text: MAPPING });
    expect(await house.checksums()).toEqual(before);
    expect(shown).toMatchObject({
      file: { encoding: "utf-8", delimiter: ";", fits: true },
      failure: null,
      sample: { rows: 4, whole: true, good: 2, duplicates: 0, customers: { known: 0, new: 2 } },
      previewed: null,
    });
    expect(shown.rows[0]?.cells.find(({ part }) => part === "amount")).toMatchObject({
      value: "1250.50",
      problem: null,
    });
    expect(shown.rows[3]?.cells.find(({ part }) => part === "time")?.problem).toMatchObject({ shape: "aaa a aaaa" });
    expect(JSON.stringify(shown)).not.toContain("张三");
    expect(shown.sample.errors).toContainEqual({ code: "ingestion.row.time", column: "at", count: 1 });
  });

  it("comes before the import of a format of one's own, file by file", async () => {
    expect(await take(FILE, "partner-day@1", "")).toBe("ingestion.batch.preview-first");
    const other = await spool("at;value;from;to\n");
    const foreign = await preview({ fileToken: other.fileToken, mapping: "partner-day@1" });
    expect(await take(FILE, "partner-day@1", foreign.previewed ?? "")).toBe("ingestion.batch.preview-first");
    expect(await take(FILE, "partner-day@1")).toMatchObject({
      outcome: "loaded",
      mapping: "partner-day@1",
      accepted: 2,
      duplicate: 0,
      rejected: 2,
    });
    const again = await spool(FILE);
    const shown = await preview({ fileToken: again.fileToken, mapping: "partner-day@1" });
    expect(shown.sample).toMatchObject({ duplicates: 2, customers: { known: 2, new: 0 } });
    expect(await take(FILE, "partner-day@1")).toMatchObject({ accepted: 0, duplicate: 2 });
  });

  it("says what does not fit", async () => {
    const { fileToken } = await spool("a,b\n1,2\n");
    const shown = await preview({ fileToken, mapping: "partner-day" });
    expect(shown).toMatchObject({
      file: { delimiter: ",", fits: false },
      failure: { code: "ingestion.file.header" },
      previewed: null,
    });
    await expect(preview({ fileToken, mapping: "nobody" })).rejects.toMatchObject({ category: "not-found" });
    await expect(preview({ fileToken: newId(), mapping: "paysim" })).rejects.toMatchObject({ category: "not-found" });
  });
});
