import type pg from "pg";
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
import { resolveMapping } from "./mappings";
import { type Known, Parties } from "./parties";
import { FileProblem } from "./reader";
import { openSpooled } from "./spool";
import { type Batch, loadBatch } from "./store";

/** References of each sort kept in mind during one run. */
const CACHED_PARTIES = 150_000;

const LOCK_NOT_AVAILABLE = "55P03";

/** How an attempt to take a file in ended. `stopped`: asked to; `busy`: other imports are taking long. */
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
 * all rows are in. Safe to run at any time and twice: one import at a time runs in a programme, the others wait for it.
 */
export async function processBatch(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  options: ProcessOptions,
): Promise<ProcessOutcome> {
  const guard = await runtime.pool.connect();
  try {
    const lock = `ingestion:${principal.programmeId}`;
    if (!(await takeTurn(guard, lock))) return "busy";
    try {
      return await takeIn(runtime, principal, batchId, options);
    } finally {
      await guard.query("select pg_advisory_unlock(hashtextextended($1, 0))", [lock]);
    }
  } finally {
    guard.release();
  }
}

/** Waits for the programme's turn; false when it has not come for a while. */
async function takeTurn(guard: pg.PoolClient, lock: string): Promise<boolean> {
  await guard.query("set lock_timeout = '30s'");
  try {
    await guard.query("select pg_advisory_lock(hashtextextended($1, 0))", [lock]);
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  } finally {
    await guard.query("set lock_timeout = '10s'");
  }
}

async function takeIn(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  options: ProcessOptions,
): Promise<ProcessOutcome> {
  const { batch, mapping } = await inScope(runtime, principal, "read", async ({ tx, actor }) => {
    const found = await loadBatch(tx, actor.programmeId, batchId);
    return {
      keep: false,
      value: { batch: found, mapping: await resolveMapping(tx, actor.programmeId, found.mapping) },
    };
  });
  if (batch.state !== "incomplete") return "not-incomplete";
  if (!mapping) throw new Error(`no mapping ${batch.mapping}`);
  try {
    return await loadRows(runtime, principal, batch, mapping, options);
  } catch (error) {
    if (error instanceof SupersededError) return "not-incomplete";
    if (!(error instanceof FileProblem)) throw error;
    const input = { batchId, code: error.code, params: error.params };
    await execute(runtime, failBatchCommand, {
      principal,
      input,
      key: `fail:${batchId}`,
      requestId: options.requestId,
    });
    return "failed";
  }
}

async function loadRows(
  runtime: Runtime,
  principal: Principal,
  batch: Batch,
  mapping: Mapping,
  options: ProcessOptions,
): Promise<ProcessOutcome> {
  const open = () => openSpooled(options.dataDir, batch.id);
  const survey = await surveyFile(open, mapping, { sha256: batch.fileSha256, bytes: batch.fileBytes });
  const secret = runtime.keyRing.purposeKey("import-identity").toString("hex");
  const chunks = readChunks(open, mapping, survey, {
    skip: batch.rowsRead,
    secret,
    ...(options.chunkRows === undefined ? {} : { chunkRows: options.chunkRows }),
  });
  const outcome = await writeChunks(
    runtime,
    principal,
    { id: batch.id, accountClass: mapping.accountClass, ownIds: mapping.sourceId !== null },
    chunks,
    (done) => options.onProgress?.({ ...done, rejected: batch.rowsRejected + done.rejected, total: survey.rows }),
    options.signal,
  );
  if (outcome === "stopped") return outcome;
  await announceLoaded(runtime, principal, batch.id);
  return "loaded";
}

type Done = { readonly rows: number; readonly rejected: number };

/** Writes chunks, two at a time, while the next is read; each commits after the one before it. */
async function writeChunks(
  runtime: Runtime,
  principal: Principal,
  target: { readonly id: string; readonly accountClass: number; readonly ownIds: boolean },
  chunks: AsyncGenerator<Chunk>,
  onDone: (done: Done) => void,
  signal: AbortSignal | undefined,
): Promise<"written" | "stopped"> {
  const cache = new Parties<Known>(CACHED_PARTIES);
  let rejected = 0;
  let [before, last]: [Promise<unknown>, Promise<unknown>] = [Promise.resolve(), Promise.resolve()];
  let resolved: Promise<unknown> = Promise.resolve();
  try {
    for await (const chunk of chunks) {
      await before;
      if (signal?.aborted) return "stopped";
      let onResolved: () => void = () => undefined;
      const mine = new Promise<void>((resolve) => {
        onResolved = resolve;
      });
      const turn = { ready: resolved, committed: last, onResolved };
      const written = loadChunk(runtime, principal, target, chunk, cache, turn).then((progress) => {
        rejected += progress.rejected;
        onDone({ rows: chunk.after + chunk.rows, rejected });
      });
      // A chunk that failed before its parties were known fails those after it. Ids of the source's own may stand in two
      // chunks: there the later one would hold what the earlier one waits for, so it begins when that has committed.
      const known = target.ownIds ? written : Promise.race([mine, written]);
      for (const promise of [written, known]) promise.catch(() => undefined);
      [before, last, resolved] = [last, written, known];
    }
    await last;
    return "written";
  } finally {
    await Promise.allSettled([before, last]);
  }
}

/** Says that all rows are in. */
async function announceLoaded(runtime: Runtime, principal: Principal, batchId: string): Promise<void> {
  await inScope(runtime, principal, "write", async ({ tx, actor }) => {
    await enqueue(tx, actor, [batchLoaded({ batchId }, { jobKey: `ingestion-loaded:${batchId}` })]);
    return { keep: true, value: undefined };
  });
}
