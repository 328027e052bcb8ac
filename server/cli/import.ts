import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { MAPPING_IDS } from "@/domain/ingestion/mappings";
import { FILE_NAME_MAX } from "@/domain/ingestion/schema";
import { env } from "@/env";
import {
  discardFile,
  FileProblem,
  ingestionWords,
  processBatch,
  removeSpooled,
  spoolFile,
  startBatch,
} from "@/server/ingestion/public";
import { batchDetail } from "@/server/ingestion/queries";
import { execute } from "@/server/kernel/command";
import { configureLog } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { commandLinePrincipal } from "@/server/kernel/principal-os";
import { ask } from "@/server/kernel/query";
import { runtime } from "@/server/kernel/runtime";
import { finishImport } from "@/server/reports/public";

const HELP = `npm run import -- <file> --as <mapping> [--programme pay] [--json]

Takes a CSV file of transactions in. Bad rows are left out and listed with the batch; good rows are kept.
Ctrl-C stops between chunks: the batch reads incomplete, and the worker goes on with it later.

mappings: ${MAPPING_IDS.join(", ")}
`;

/** Progress on one line of a terminal: rows, rate, time left. */
function meter(): (progress: { rows: number; total: number; rejected: number }) => void {
  const started = performance.now();
  if (!process.stderr.isTTY) return () => undefined;
  return ({ rows, total, rejected }) => {
    const rate = rows / ((performance.now() - started) / 1000);
    const left = Math.max(0, Math.round((total - rows) / rate));
    process.stderr.write(
      `\r\x1b[K${rows} of ${total} rows · ${Math.round(rate)} rows/s · ${left} s left · ${rejected} not taken in`,
    );
    if (rows >= total) process.stderr.write("\n");
  };
}

type Imported = z.output<typeof batchDetail.output>;

async function importFile(path: string, mapping: string, programme: string): Promise<Imported> {
  const house = await runtime();
  configureLog("error");
  const principal = commandLinePrincipal(programme);
  const requestId: string = newId();
  const dataDir = env().DATA_DIR;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  const spooled = await spoolFile(dataDir, createReadStream(path), { expectedBytes: (await stat(path)).size });
  const input = { ...spooled, mapping, fileName: basename(path).slice(0, FILE_NAME_MAX), attended: true };
  const started = await execute(house, startBatch, { principal, input, key: requestId, requestId }).catch(
    async (error: unknown) => {
      await removeSpooled(dataDir, spooled.fileToken);
      throw error;
    },
  );
  if (!started.ok) {
    await removeSpooled(dataDir, spooled.fileToken);
    throw new FileProblem(started.code, started.params);
  }
  const { batchId } = started.result;
  const outcome = await processBatch(house, principal, batchId, {
    dataDir,
    signal: stop.signal,
    requestId,
    onProgress: meter(),
  });
  if (outcome === "loaded") await finishImport(house, principal, batchId, requestId);
  await discardFile(house, principal, batchId, dataDir);
  const batch = await ask(house, batchDetail, { principal, input: { batchId }, requestId });
  await house.pool.end();
  return batch;
}

function describe(batch: Imported): string {
  const { number, state, rowsRead, rowsAccepted, rowsRejected, rowsDuplicate, legs, newCustomers, candidates } = batch;
  return `${number} ${state}: ${rowsRead} rows, ${rowsAccepted} taken in, ${rowsDuplicate} already known, ${rowsRejected} not taken in; ${legs} legs, ${newCustomers} new customers, ${candidates} large-value candidates\n`;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      as: { type: "string" },
      programme: { type: "string", default: "pay" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [path] = positionals;
  if (!path || positionals.length > 1 || !values.as || !MAPPING_IDS.includes(values.as)) {
    process.stderr.write(HELP);
    return 2;
  }
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    process.stderr.write(`no such file: ${path}\n`);
    return 1;
  }
  const batch = await importFile(path, values.as, values.programme);
  process.stdout.write(values.json ? `${JSON.stringify(batch)}\n` : describe(batch));
  if (batch.state === "finalised") return 0;
  const { failure, state } = batch;
  process.stderr.write(`${failure ? ingestionWords("en", failure.code, failure.params) : `the batch is ${state}`}\n`);
  return 1;
}

process.exitCode = await main().catch((error: unknown) => {
  const known =
    error instanceof FileProblem
      ? ingestionWords("en", error.code, error.params)
      : error instanceof Error
        ? error.message
        : "unknown";
  process.stderr.write(`import failed: ${known}\n`);
  return 1;
});
