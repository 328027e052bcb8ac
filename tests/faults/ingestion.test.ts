import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { batchRow, importFile, openBatch, paysimFile, paysimLine, workOn } from "@/tests/support/import-files";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

function child(batchId: string, standStillAfter: number): ChildProcess {
  const argv = [
    "--import",
    "tsx",
    "tests/support/import-child.ts",
    house.url,
    house.dataDir,
    batchId,
    "10",
    String(standStillAfter),
  ];
  return spawn(process.execPath, argv, {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: house.url, LOG_LEVEL: "silent" },
  });
}

async function killHard(process: ChildProcess): Promise<void> {
  process.kill("SIGKILL");
  await once(process, "exit");
}

async function lineFrom(process: ChildProcess, wanted: string): Promise<void> {
  if (!process.stdout) throw new Error("no output");
  for await (const line of createInterface({ input: process.stdout })) if (line === wanted) return;
  throw new Error(`ended before ${wanted}`);
}

/** Waits for a condition of the database; the test's own limit ends it. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Advisory locks of this database; those of other tests stand in the same view. */
const advisoryLocks = async (more = "") =>
  (
    await house.rows(
      `select 1 from pg_locks l join pg_database d on d.oid = l.database
       where d.datname = current_database() and l.locktype = 'advisory' ${more}`,
    )
  ).length;

/** 60 rows with repeats, errors and new parties in every chunk. */
function rows(tag: number): string[] {
  return Array.from({ length: 60 }, (_, i) => {
    if (i % 13 === 5) return paysimLine({ amount: "-1" });
    if (i % 10 === 3) return paysimLine({ from: `C${tag}00`, amount: "7.00" });
    return paysimLine({
      from: `C${tag}${i}`,
      to: `M${tag}${i % 4}`,
      type: i % 7 === 0 ? "TRANSFER" : "PAYMENT",
      amount: `${i + 1}.00`,
    });
  });
}

type Picture = Record<string, string | number>;

/** What a batch left behind, in amounts and counts alone. */
async function picture(batchId: string): Promise<Picture> {
  const [legs] = await house.rows<Picture>(
    `select count(*)::int as legs, sum(amount_minor)::text as amount, count(distinct transfer_id)::int as transfers,
       count(distinct source_row)::int as rows, count(distinct customer_id)::int as customers from transactions where batch_id = $1`,
    [batchId],
  );
  const [errors] = await house.rows<Picture>(
    "select count(*)::int as errors, count(distinct line)::int as lines from import_errors where batch_id = $1",
    [batchId],
  );
  const [audit] = await house.rows<Picture>(
    "select count(*)::int as entries from audit_entries where subject_id = $1 and kind = 'ingestion.batch.finalise'",
    [batchId],
  );
  const { state, rows_read, rows_accepted, rows_rejected, rows_duplicate } = await batchRow(house, batchId);
  return { ...legs, ...errors, ...audit, state, rows_read, rows_accepted, rows_rejected, rows_duplicate };
}

describe("a worker that is killed", () => {
  it("between chunks: another goes on at the next row, and the outcome is that of an undisturbed run", async () => {
    const reference = await importFile(house, paysimFile(rows(1)), { chunkRows: 10 });
    const expected = await picture(reference.batchId);
    expect(expected).toMatchObject({ state: "finalised", rows_read: 60, errors: 5, entries: 1 });

    const batchId = await openBatch(house, paysimFile(rows(2)));
    const victim = child(batchId, 2);
    await lineFrom(victim, "chunk 2");
    await killHard(victim);
    await until(async () => (await advisoryLocks("and l.granted")) === 0);
    expect(await batchRow(house, batchId)).toMatchObject({ state: "incomplete", rows_read: 20 });
    expect(await workOn(house, batchId, { chunkRows: 10 })).toBe("loaded");
    expect(await picture(batchId)).toEqual(expected);
  });

  it("inside a chunk: the chunk is not there, and is taken in once", async () => {
    const reference = await importFile(house, paysimFile(rows(3)), { chunkRows: 10 });
    const expected = await picture(reference.batchId);
    const batchId = await openBatch(house, paysimFile(rows(4)));
    const blocker = new pg.Client({ connectionString: house.url });
    await blocker.connect();
    await blocker.query("begin");
    await blocker.query("select pg_advisory_xact_lock(hashtextextended('ingestion-subjects:pay', 0))");
    const victim = child(batchId, 0);
    await until(async () => (await advisoryLocks("and not l.granted")) > 0);
    await killHard(victim);
    await blocker.query("rollback");
    await blocker.end();
    await until(async () => (await advisoryLocks()) === 0);
    expect(await batchRow(house, batchId)).toMatchObject({ state: "incomplete", rows_read: 0, legs: 0 });
    expect(await workOn(house, batchId, { chunkRows: 10 })).toBe("loaded");
    expect(await picture(batchId)).toEqual(expected);
  });

  it("after the last row: finishing is done once, by whoever comes next", async () => {
    const batchId = await openBatch(house, paysimFile(rows(5)));
    const victim = child(batchId, 6);
    await lineFrom(victim, "chunk 6");
    await killHard(victim);
    await until(async () => (await advisoryLocks()) === 0);
    expect(await workOn(house, batchId)).toBe("loaded");
    expect(await workOn(house, batchId)).toBe("not-incomplete");
    expect(await picture(batchId)).toMatchObject({ state: "finalised", rows_read: 60, entries: 1 });
  });

  it("two at once: one works, and nothing is there twice", async () => {
    const batchId = await openBatch(house, paysimFile(rows(6)));
    const outcomes = await Promise.all([
      workOn(house, batchId, { chunkRows: 5 }),
      workOn(house, batchId, { chunkRows: 5 }),
    ]);
    expect(outcomes).toContain("loaded");
    expect(await picture(batchId)).toMatchObject({ state: "finalised", rows_read: 60, rows_duplicate: 0, entries: 1 });
  });
});
