import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import type pg from "pg";
import { asTx } from "@/db/client";
import { exportLines } from "@/server/audit/export-stream";
import { inclusionProof } from "@/server/audit/queries";
import { sealAll } from "@/server/audit/sealer";
import { type Bench, percentile, round, watchMemory } from "./bench";

const run = promisify(execFile);
const LOG = "bench.general";
const WRITE = 5_000;

/** Entries as commands write them, a few thousand a transaction. */
async function writeEntries(pool: pg.Pool, from: number, to: number): Promise<void> {
  await pool.query(
    `insert into audit_entries (id, programme_id, legal_entity_id, log, clearance, at, actor_id, kind, outcome, subject_type, subject_id, leaf)
     select gen_random_uuid(), 'bench', 'bench-company', $3, 'general', now(), 'system:seed', 'reports.large-value.check', 'committed', 'account', g::text,
       format('{"v":1,"id":"%s","log":"bench.general","programme":"bench","legalEntity":"bench-company","at":"2026-11-20T08:00:00.000Z","actor":"system:seed","request":"%s","kind":"reports.large-value.check","outcome":"committed","subject":{"type":"account","id":"%s"},"basis":["law-hvt-5wd@1"],"data":{"n":%s}}', gen_random_uuid(), gen_random_uuid(), g, g)
     from generate_series($1::int, $2::int - 1) g`,
    [from, to, LOG],
  );
}

/**
 * A log of n entries sealed, exported and verified offline; inclusion proofs out of it. `ratio` is the verifier's rate
 * to that of hashing the same file with nothing else; the bars are 300,000 entries a second and 5 ms a proof.
 */
export const bench: Bench = async ({ house, n = 1_000_000, say }) => {
  const { pool } = house.runtime;
  say(`writing ${n} entries`);
  for (let from = 0; from < n; from += WRITE) await writeEntries(pool, from, Math.min(from + WRITE, n));
  const sealStarted = performance.now();
  await sealAll(house.runtime);
  const sealedPerSecond = round((n * 1000) / (performance.now() - sealStarted));
  say(`sealed at ${sealedPerSecond}/s`);

  const memory = watchMemory();
  const file = join(house.dataDir, "audit.jsonl");
  const exportStarted = performance.now();
  await pipeline(Readable.from(exportLines(house.runtime, { log: LOG, treeSize: n })), createWriteStream(file));
  const exportedPerSecond = round((n * 1000) / (performance.now() - exportStarted));
  const { peakMB } = memory.stop();
  say(`exported at ${exportedPerSecond}/s, ${round((await stat(file)).size / 1_048_576)} MB`);

  const timed = async (args: string[]) => {
    const started = performance.now();
    await run(process.execPath, args);
    return performance.now() - started;
  };
  const hashOnly =
    "const h=require('crypto').createHash('sha256');require('fs').createReadStream(process.argv[1],{highWaterMark:1<<20}).on('data',d=>h.update(d)).on('end',()=>h.digest('hex'))";
  const verifyMs: number[] = [];
  const hashMs: number[] = [];
  for (let i = 0; i < 3; i++) {
    verifyMs.push(await timed(["scripts/audit-verify.mjs", file]));
    hashMs.push(await timed(["-e", hashOnly, file]));
  }
  const entriesPerSecond = round((n * 1000) / percentile(verifyMs, 0.5));
  const baseline = round((n * 1000) / percentile(hashMs, 0.5));

  const client = await pool.connect();
  const proofs: number[] = [];
  try {
    const tx = asTx(client);
    for (let i = 0; i < 500; i++) {
      const started = performance.now();
      await inclusionProof({ tx }, LOG, Math.floor((i * n) / 500), n);
      proofs.push(performance.now() - started);
    }
  } finally {
    client.release();
  }
  return {
    name: "audit",
    n,
    ours: { entriesPerSecond, proofP95Ms: round(percentile(proofs, 0.95)), sealedPerSecond, exportedPerSecond },
    baseline: { entriesPerSecond: baseline },
    ratio: round(entriesPerSecond / baseline),
    memoryMB: peakMB,
  };
};
