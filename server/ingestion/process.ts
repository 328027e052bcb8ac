import { mappingOf } from "@/domain/ingestion/mappings";
import type { Mapping } from "@/domain/ingestion/model";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { enqueue } from "@/server/kernel/outbox";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { readChunks, surveyFile } from "./chunks";
import { failBatchCommand } from "./commands/fail-batch";
import { batchLoaded } from "./events";
import { type Chunk, loadChunk, SupersededError } from "./loader";
import { FileProblem } from "./reader";
import { openSpooled } from "./spool";
import { type Batch, loadBatch } from "./store";
import { SubjectCache } from "./subjects";

/** How an attempt to take a file in ended. `stopped`: asked to; `busy`: another process is at it. */
export type ProcessOutcome = "loaded" | "failed" | "not-incomplete" | "busy" | "stopped";

export type ProcessOptions = {
  readonly dataDir: string;
  readonly signal?: AbortSignal;
  readonly requestId: string;
  readonly chunkRows?: number;
  /** Told after each chunk: rows dealt with so far, and of how many. */
  readonly onProgress?: (progress: { rows: number; total: number; rejected: number }) => void;
};

/**
 * Takes a batch's file in, chunk by chunk, from where it was left; every chunk commits whole. Ends with the news that
 * all rows are in. Safe to run at any time and twice: one process at a time works on a batch.
 */
export async function processBatch(runtime: Runtime, principal: Principal, batchId: string, options: ProcessOptions): Promise<ProcessOutcome> {
  const guard = await runtime.pool.connect();
  try {
    const lock = `ingestion-batch:${batchId}`;
    const { rows } = await guard.query<{ got: boolean }>("select pg_try_advisory_lock(hashtextextended($1, 0)) as got", [lock]);
    if (!rows[0]?.got) return "busy";
    try {
      return await takeIn(runtime, principal, batchId, options);
    } finally {
      await guard.query("select pg_advisory_unlock(hashtextextended($1, 0))", [lock]);
    }
  } finally {
    guard.release();
  }
}

async function takeIn(runtime: Runtime, principal: Principal, batchId: string, options: ProcessOptions): Promise<ProcessOutcome> {
  const batch = await inScope(runtime, principal, "read", async ({ tx, actor }) => ({
    keep: false,
    value: await loadBatch(tx, actor.programmeId, batchId),
  }));
  if (batch.state !== "incomplete") return "not-incomplete";
  const mapping = mappingOf(batch.mapping);
  if (!mapping) throw new Error(`no mapping ${batch.mapping}`);
  try {
    return await loadRows(runtime, principal, batch, mapping, options);
  } catch (error) {
    if (error instanceof SupersededError) return "not-incomplete";
    if (!(error instanceof FileProblem)) throw error;
    const input = { batchId, code: error.code, params: error.params };
    await execute(runtime, failBatchCommand, { principal, input, key: `fail:${batchId}`, requestId: options.requestId });
    return "failed";
  }
}

async function loadRows(runtime: Runtime, principal: Principal, batch: Batch, mapping: Mapping, options: ProcessOptions): Promise<ProcessOutcome> {
  const open = () => openSpooled(options.dataDir, batch.id);
  const survey = await surveyFile(open, mapping, { sha256: batch.fileSha256, bytes: batch.fileBytes });
  const secret = runtime.keyRing.purposeKey("import-identity").toString("hex");
  const chunks = readChunks(open, mapping, survey, {
    skip: batch.rowsRead,
    secret,
    ...(options.chunkRows === undefined ? {} : { chunkRows: options.chunkRows }),
  });
  const cache = new SubjectCache();
  const target = { id: batch.id, accountClass: mapping.accountClass };
  let rejected = batch.rowsRejected;
  // The next chunk is read while the database takes the present one.
  let next: Promise<IteratorResult<Chunk>> = chunks.next();
  try {
    for (;;) {
      const { done, value: chunk } = await next;
      if (done) break;
      if (options.signal?.aborted) return "stopped";
      next = chunks.next();
      next.catch(() => undefined);
      const progress = await loadChunk(runtime, principal, target, chunk, cache);
      rejected += progress.rejected;
      options.onProgress?.({ rows: chunk.after + chunk.rows, total: survey.rows, rejected });
    }
  } finally {
    await next.catch(() => undefined);
    await chunks.return(undefined);
  }
  await announceLoaded(runtime, principal, batch.id);
  return "loaded";
}

/** Says that all rows are in. */
async function announceLoaded(runtime: Runtime, principal: Principal, batchId: string): Promise<void> {
  await inScope(runtime, principal, "write", async ({ tx, actor }) => {
    await enqueue(tx, actor, [batchLoaded({ batchId }, { jobKey: `ingestion-loaded:${batchId}` })]);
    return { keep: true, value: undefined };
  });
}
