import { existsSync, readFileSync } from "node:fs";
import { access } from "node:fs/promises";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endWithdrawalCommand } from "@/server/ingestion/commands/end-withdrawal";
import { errorsTable } from "@/server/ingestion/error-file";
import { discardFile, receiveUpload, retireBatch, withdrawBatch } from "@/server/ingestion/public";
import { batchDetail, batchErrors } from "@/server/ingestion/queries";
import { spoolPath } from "@/server/ingestion/spool";
import { tableFile } from "@/server/kernel/download";
import { type House, MALL, openHouse } from "@/server/kernel/testing/house";
import { finishWithdrawal } from "@/server/reports/public";
import {
  batchRow,
  importFile,
  openBatch,
  PAYSIM_HEADER,
  paysimFile,
  paysimLine,
  workOn,
} from "@/tests/support/import-files";

const NAUGHTY_FILE = "../shared/data/strings/blns.json";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const worker = () => house.system("system:worker");

async function errors(batchId: string): Promise<{ line: number; column: string | null; code: string }[]> {
  return house.rows(
    "select line::int, column_name as column, code from import_errors where batch_id = $1 order by line",
    [batchId],
  );
}

async function legCount(): Promise<number> {
  return (
    (await house.rows<{ n: number }>("select count(*)::int as n from transactions where retired_at is null"))[0]?.n ??
    -1
  );
}

describe("files that cannot be read add nothing", () => {
  it.each([
    ["an empty file", Buffer.alloc(0), "ingestion.file.empty", {}],
    ["only a byte order mark", Buffer.from([0xef, 0xbb, 0xbf]), "ingestion.file.empty", {}],
    [
      "another header",
      Buffer.from("a,b\n1,2\n"),
      "ingestion.file.header",
      { columns: expect.stringContaining("nameOrig") },
    ],
    [
      "a binary file",
      Buffer.concat([Buffer.from(`${PAYSIM_HEADER}\n1,PAY`), Buffer.from([0, 1, 2, 0])]),
      "ingestion.file.binary",
      {},
    ],
    [
      "Latin-1",
      Buffer.from(`${PAYSIM_HEADER}\n1,PAYMENT,1.00,Cé,0,0,M1,0,0,0,0\n`, "latin1"),
      "ingestion.file.encoding",
      { offset: PAYSIM_HEADER.length + 17 },
    ],
    [
      "UTF-16",
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PAYSIM_HEADER, "utf16le")]),
      expect.stringMatching(/encoding|binary/),
      {},
    ],
    [
      "good rows before a wrong byte",
      Buffer.concat([
        Buffer.from(paysimFile(Array.from({ length: 9000 }, () => paysimLine({})))),
        Buffer.from([0xc3, 0x28]),
      ]),
      "ingestion.file.encoding",
      {},
    ],
  ])("%s", async (_name, content, code, params) => {
    const before = await legCount();
    const { batchId, outcome } = await importFile(house, content);
    expect(outcome).toBe("failed");
    expect(await batchRow(house, batchId)).toMatchObject({
      state: "failed",
      failure_code: code,
      failure_params: params,
      rows_accepted: 0,
    });
    expect(await legCount()).toBe(before);
    await discardFile(house.runtime, worker(), batchId, house.dataDir);
    await expect(access(spoolPath(house.dataDir, batchId))).rejects.toThrow();
  });

  it("a file changed since it was received", async () => {
    const batchId = await openBatch(house, paysimFile([paysimLine({})]));
    const { writeFile } = await import("node:fs/promises");
    await writeFile(spoolPath(house.dataDir, batchId), paysimFile([paysimLine({ amount: "99.00" })]));
    expect(await workOn(house, batchId)).toBe("failed");
    expect(await batchRow(house, batchId)).toMatchObject({ failure_code: "ingestion.file.changed" });
  });

  it("an upload shorter than announced, or above the limit, leaves no file", async () => {
    await expect(receiveUpload(house.dataDir, Readable.from([Buffer.from("abc")]), "10")).rejects.toMatchObject({
      code: "ingestion.file.truncated",
    });
    await expect(receiveUpload(house.dataDir, Readable.from([Buffer.alloc(100)]), null, 50)).rejects.toMatchObject({
      code: "ingestion.file.too-large",
    });
  });
});

describe("bad rows are named, good rows are kept", () => {
  it("by line, column and code; downloadable in both languages, safe to open", async () => {
    const file = `\ufeff${[
      PAYSIM_HEADER,
      paysimLine({ from: "C5001" }),
      paysimLine({ amount: "-5" }),
      paysimLine({ amount: "9999999999999999999" }),
      paysimLine({ type: "=cmd()" }),
      paysimLine({ step: "99999" }),
      "",
      paysimLine({ from: '"unclosed' }),
      paysimLine({ from: "C5002" }),
      `1,${"x".repeat(70_000)}`,
      `"1","PAYMENT","3.00","C5003","0","0","M1","0","0","0","0"`,
      "1,PAYMENT,2.0",
    ].join("\r\n")}`;
    const { batchId, outcome } = await importFile(house, file);
    expect(outcome).toBe("loaded");
    expect(await errors(batchId)).toEqual([
      { line: 3, column: "amount", code: "ingestion.row.amount-negative" },
      { line: 4, column: "amount", code: "ingestion.row.amount-too-large" },
      { line: 5, column: "type", code: "ingestion.row.kind" },
      { line: 6, column: "step", code: "ingestion.row.time-range" },
      { line: 8, column: null, code: "ingestion.row.quote" },
      { line: 10, column: null, code: "ingestion.row.too-long" },
      { line: 12, column: null, code: "ingestion.row.field-count" },
    ]);
    expect(await batchRow(house, batchId)).toMatchObject({
      state: "finalised",
      rows_accepted: 3,
      rows_rejected: 7,
      rows_read: 10,
    });

    const officer = house.as("compliance-officer");
    const detail = await house.ask(batchDetail, { batchId }, { as: officer });
    expect(detail.errors).toContainEqual({ code: "ingestion.row.quote", column: null, count: 1 });
    const page = await house.ask(
      batchErrors,
      { batchId, list: { filters: {}, sort: "line", order: "asc", limit: 2 } },
      { as: officer },
    );
    expect(page.rows.map(({ line }) => line)).toEqual([3, 4]);
    let csv = "";
    for await (const piece of tableFile("csv", errorsTable(house.runtime, officer, batchId, "zh-CN"))) {
      csv += new TextDecoder("utf-8", { ignoreBOM: true }).decode(piece);
    }
    expect(csv.startsWith("\ufeff行,列,原因,代码\r\n3,amount,金额为负,ingestion.row.amount-negative\r\n")).toBe(true);
    await expect(
      house.ask(batchDetail, { batchId }, { as: house.as("compliance-officer", { programme: MALL }) }),
    ).rejects.toMatchObject({ category: "not-found" });
    await expect(house.ask(batchDetail, { batchId }, { as: house.as("administrator") })).rejects.toMatchObject({
      category: "forbidden",
    });
  });

  const own = [
    "",
    "undefined",
    "NULL",
    "<script>alert(1)</script>",
    "'; drop table transactions; --",
    "Ω≈ç√∫",
    "田中さん",
    "🏳0🌈️",
    "ﷺ",
    "\u202etest",
    "1/0",
    "\\N",
    "a\tb",
    "$(touch x)",
    "=1+1",
    "C\u0000",
    "İ",
    "..",
    "%s%n",
    "{{7*7}}",
  ];
  const naughty = existsSync(NAUGHTY_FILE) ? (JSON.parse(readFileSync(NAUGHTY_FILE, "utf8")) as string[]) : [];

  async function takeStrings(strings: readonly string[]): Promise<void> {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const clean = strings.filter((text) => !text.includes("\u0000"));
    const lines = clean.flatMap((text) => [
      paysimLine({ from: quoted(`C${text}`), to: "M1" }),
      paysimLine({ from: "C6001", to: quoted(`M${text}`) }),
      paysimLine({ type: quoted(text) }),
      paysimLine({ amount: quoted(text) }),
      paysimLine({ step: quoted(text) }),
    ]);
    const { batchId, outcome } = await importFile(house, paysimFile([...lines, paysimLine({ from: "C6002" })]));
    expect(outcome).toBe("loaded");
    const row = await batchRow(house, batchId);
    expect(row.state).toBe("finalised");
    expect(row.rows_accepted + row.rows_rejected + row.rows_duplicate).toBe(row.rows_read);
    expect(row.rows_read).toBe(lines.length + 1);
    const [{ n = 0 } = {}] = await house.rows<{ n: number }>(
      "select count(*)::int as n from transactions where batch_id = $1",
      [batchId],
    );
    expect(n).toBe(row.legs);
  }

  it("strings meant to break things come out as errors or are stored as they are", () => takeStrings(own));
  if (naughty.length > 0) it("so does a longer list of such strings", () => takeStrings(naughty));
});

describe("what is the same is taken in once, what only looks the same is kept", () => {
  it("keeps true duplicates within a file, adds nothing from the same file again, in any chunking", async () => {
    const same = paysimLine({ from: "C7001", amount: "1.11" });
    const file = paysimFile([same, paysimLine({ from: "C7002" }), same, same]);
    const first = await importFile(house, file, { chunkRows: 2 });
    expect(await batchRow(house, first.batchId)).toMatchObject({ rows_accepted: 4, rows_duplicate: 0, legs: 4 });
    const second = await importFile(house, file.replaceAll("\n", "\r\n"));
    expect(await batchRow(house, second.batchId)).toMatchObject({
      state: "finalised",
      rows_accepted: 0,
      rows_duplicate: 4,
      legs: 0,
    });
    const third = await importFile(house, paysimFile([same, same, same, same]));
    expect(await batchRow(house, third.batchId)).toMatchObject({ rows_accepted: 1, rows_duplicate: 3 });
  });

  it("knows customers again, and tells a customer from an outside party of the same name", async () => {
    await importFile(house, paysimFile([paysimLine({ from: "C7100", to: "C7101", type: "CASH_OUT", after: "5.00" })]));
    const { batchId } = await importFile(
      house,
      paysimFile([paysimLine({ step: 9, from: "C7101", to: "C7100", type: "TRANSFER", amount: "2.00" })]),
    );
    expect(await batchRow(house, batchId)).toMatchObject({ new_customers: 1, legs: 2 });
    const balances = await house.rows<{ balance: string }>(
      "select a.balance_minor::text as balance from accounts a where a.customer_id in (select customer_id from transactions where batch_id = $1) order by 1",
      [batchId],
    );
    expect(balances.map(({ balance }) => balance)).toEqual(["0", "500"]);
  });
});

describe("a batch withdrawn", () => {
  it("retires every leg, lets the file come again, and asks for the right", async () => {
    const file = paysimFile([
      paysimLine({ from: "C8001", type: "CASH_OUT", to: "C1", amount: "600000.00" }),
      paysimLine({ from: "C8002" }),
    ]);
    const { batchId } = await importFile(house, file);
    const officer = await house.run(withdrawBatch, { batchId }, { as: house.as("compliance-officer") });
    expect(officer).toMatchObject({ ok: false, code: "kernel.permission.denied" });
    const lead = await house.run(withdrawBatch, { batchId }, { as: house.as("compliance-lead") });
    expect(lead).toMatchObject({ ok: true });
    expect(await house.run(withdrawBatch, { batchId }, { as: house.as("compliance-lead") })).toMatchObject({
      ok: false,
      code: "ingestion.batch.not-withdrawable",
    });
    await retireBatch(house.runtime, worker(), batchId);
    await retireBatch(house.runtime, worker(), batchId);
    await finishWithdrawal(house.runtime, worker(), batchId, "test");
    expect(await batchRow(house, batchId)).toMatchObject({ state: "withdrawn", candidates: 0 });
    const [left] = await house.rows<{ live: number; open: number; items: number; clocks: number }>(
      `select (select count(*)::int from transactions where batch_id = $1 and retired_at is null) as live,
        (select count(*)::int from large_value_candidates c where c.state <> 'withdrawn' and c.customer_id in (select customer_id from transactions where batch_id = $1)) as open,
        (select count(*)::int from work_items w where w.state = 'open' and w.kind = 'large-value' and w.customer_id in (select customer_id from transactions where batch_id = $1)) as items,
        (select count(*)::int from clocks k join large_value_candidates c on c.id = k.subject_id where k.state = 'running' and c.customer_id in (select customer_id from transactions where batch_id = $1)) as clocks`,
      [batchId],
    );
    expect(left).toEqual({ live: 0, open: 0, items: 0, clocks: 0 });
    const again = await importFile(house, file);
    expect(await batchRow(house, again.batchId)).toMatchObject({ rows_accepted: 2, rows_duplicate: 0, candidates: 1 });
    const ended = await house.run(endWithdrawalCommand, { batchId: again.batchId }, { as: worker() });
    expect(ended).toMatchObject({ ok: false, code: "ingestion.batch.not-withdrawing" });
  });
});
