import { createReadStream, createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { processBatch, spoolFile, startBatch } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { finishImport } from "@/server/reports/public";
import { type Bench, round, watchMemory } from "./bench";

const HEADER =
  "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud\n";
const MERCHANTS = 1_000;

/** A small seeded generator (mulberry32): the same file in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const customer = (n: number) => `C${1_000_000_000 + n}`;
const merchant = (n: number) => `M${1_000_000_000 + n}`;

/** Blocks of CSV text. `introduce`: row n is the first of customer n; otherwise customers are drawn at random. */
function* rowsOf(n: number, customers: number, introduce: boolean): Generator<string> {
  const random = generator(introduce ? 1 : 2);
  yield HEADER;
  let block = "";
  for (let i = 0; i < n; i += 1) {
    const from = customer(introduce ? i % customers : Math.floor(random() * customers));
    const step = 1 + Math.floor(random() * 720);
    const transfer = !introduce && random() < 0.1;
    const type = transfer ? "TRANSFER" : "PAYMENT";
    const to = transfer ? customer(Math.floor(random() * customers)) : merchant(Math.floor(random() * MERCHANTS));
    const amount = (Math.exp(random() * 7 + random() * 7) + 1).toFixed(2);
    const balance = (random() * 1e6).toFixed(2);
    block += `${step},${type},${amount},${from},${balance},${balance},${to},0.0,0.0,0.0,0.0\n`;
    if (block.length > 65_536) {
      yield block;
      block = "";
    }
  }
  yield block;
}

type Run = { batchId: string; seconds: number; peakMB: number };

async function importRows(
  runtime: Runtime,
  dataDir: string,
  principal: Principal,
  rows: Iterable<string>,
): Promise<Run> {
  const spooled = await spoolFile(dataDir, Readable.from(buffers(rows)));
  const memory = watchMemory();
  const started = performance.now();
  const input = { ...spooled, mapping: "paysim", fileName: "bench.csv", attended: true };
  const outcome = await execute(runtime, startBatch, { principal, input, key: newId(), requestId: "bench" });
  if (!outcome.ok) throw new Error(outcome.code);
  const { batchId } = outcome.result;
  const ended = await processBatch(runtime, principal, batchId, { dataDir, requestId: "bench" });
  if (ended !== "loaded") throw new Error(`import ${ended}`);
  await finishImport(runtime, principal, batchId, "bench");
  return { batchId, seconds: (performance.now() - started) / 1000, peakMB: memory.stop().peakMB };
}

function* buffers(texts: Iterable<string>): Generator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

/** Seconds that COPY alone needs for the same legs into a clone of the table: same partitions, same indexes. */
async function copyBaseline(
  pool: pg.Pool,
  batchId: string,
  folder: string,
): Promise<{ seconds: number; legs: number }> {
  const file = join(folder, "legs.copy");
  const client = await pool.connect();
  try {
    await client.query("drop table if exists bench_copy");
    await client.query("create table bench_copy (like transactions including all) partition by range (business_date)");
    for (const [i, first] of ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01"].entries()) {
      await client.query(
        `create table bench_copy_${i} partition of bench_copy for values from ('${first}') to (date '${first}' + interval '1 month')`,
      );
    }
    await pipeline(
      client.query(
        copyTo(`COPY (select * from transactions where batch_id = '${batchId}' order by source_row) TO STDOUT`),
      ),
      createWriteStream(file),
    );
    await client.query("checkpoint");
    const started = performance.now();
    await pipeline(
      createReadStream(file, { highWaterMark: 1024 * 1024 }),
      client.query(copyFrom("COPY bench_copy FROM STDIN")),
    );
    const seconds = (performance.now() - started) / 1000;
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from bench_copy");
    await client.query("drop table bench_copy");
    return { seconds, legs: rows[0]?.n ?? 0 };
  } finally {
    client.release();
    await rm(file, { force: true });
  }
}

/** Customers the first file introduces, and the measured one then knows. */
const CUSTOMERS = 50_000;

/**
 * CSV to visible, large-value rules on, against COPY alone of the same legs into the same table in the same run. `ratio`
 * is COPY's time to ours; the bars are 0.35, 15,000 rows a second of known customers, and 5,000 new subjects a second,
 * which come from a first file in which every row names a customer not seen before.
 */
export const bench: Bench = async ({ house, n = 200_000, say }) => {
  const { runtime, dataDir } = house;
  const { pool } = runtime;
  const principal = house.system("system:cli");
  await pool.query(`insert into fx_rates select 'USD', d::date, 7.1, 'bench', now()
    from generate_series(date '2026-08-25', date '2026-10-31', interval '1 day') d`);
  const first = await importRows(runtime, dataDir, principal, rowsOf(CUSTOMERS, CUSTOMERS, true));
  const subjects = await pool.query<{ n: number }>(
    "select ((select count(*) from customers where batch_id = $1) + (select count(*) from counterparties where batch_id = $1))::int as n",
    [first.batchId],
  );
  const newSubjectsPerSecond = round((subjects.rows[0]?.n ?? 0) / first.seconds);
  say(`new subjects at ${newSubjectsPerSecond}/s`);
  await pool.query("vacuum analyze");
  await pool.query("checkpoint");
  const known = await importRows(runtime, dataDir, principal, rowsOf(n, CUSTOMERS, false));
  say(`rows of known customers at ${round(n / known.seconds)}/s`);
  const baseline = await copyBaseline(pool, known.batchId, dataDir);
  return {
    name: "ingest",
    n,
    ours: { rowsPerSecond: round(n / known.seconds), newSubjectsPerSecond, legsPerRow: round(baseline.legs / n) },
    baseline: { rowsPerSecond: round(n / baseline.seconds), legsPerSecond: round(baseline.legs / baseline.seconds) },
    ratio: round(baseline.seconds / known.seconds),
    memoryMB: known.peakMB,
  };
};
