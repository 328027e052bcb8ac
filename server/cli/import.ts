import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { z } from "zod";
import { MAPPING_IDS } from "@/domain/ingestion/mappings";
import { FILE_NAME_MAX } from "@/domain/ingestion/schema";
import { LIST_SOURCE_NAMES, type ListSource } from "@/domain/screening/model";
import { env } from "@/env";
import screeningEn from "@/messages/en/screening.json";
import {
  discardFile,
  FileProblem,
  ingestionWords,
  previewFile,
  processBatch,
  removeSpooled,
  saveMapping,
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
import { bringList, isListSource, type ListBrought } from "@/server/screening/public";

const HELP = `npm run import -- <file> --as <mapping> [--preview] [--programme pay] [--json]

Takes a CSV file of transactions in. Bad rows are left out and listed with the batch; good rows are kept.
Ctrl-C stops between chunks: the batch reads incomplete, and the worker goes on with it later.

<mapping> is a name (${MAPPING_IDS.join(", ")}, or one saved in the console) or the path of a mapping file (.yaml, .yml, .json),
which is saved under its name first; docs/reference/import.md says how one is written.
A list of names comes under the name of its source: ${LIST_SOURCE_NAMES.join(", ")} is the Security Council's consolidated
list (XML), taken in whole or not at all; the worker then compares every customer with it.
--preview shows what the first rows would give, and writes nothing.
`;

const MAPPING_FILE = /\.(ya?ml|json)$/i;

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

/** The mapping named, or the one in the file named, saved. */
async function mappingNamed(call: Call, named: string): Promise<string> {
  if (!MAPPING_FILE.test(named)) return named;
  const input = { text: await readFile(named, "utf8") };
  const saved = await execute(call.house, saveMapping, { ...call, input, key: newId() });
  if (!saved.ok) throw new FileProblem(saved.code, saved.params);
  return saved.result.ref;
}

type Call = {
  readonly house: Awaited<ReturnType<typeof runtime>>;
  readonly principal: ReturnType<typeof commandLinePrincipal>;
  readonly requestId: string;
};

async function openCall(programme: string): Promise<Call> {
  const house = await runtime();
  configureLog("error");
  return { house, principal: commandLinePrincipal(programme), requestId: newId() };
}

const spoolPath = async (path: string) =>
  spoolFile(env().DATA_DIR, createReadStream(path), { expectedBytes: (await stat(path)).size });

type Preview = z.output<typeof previewFile.output>;

/** What a file would give; nothing is written, the mapping neither. */
async function preview(path: string, named: string, programme: string): Promise<Preview> {
  const call = await openCall(programme);
  const { fileToken } = await spoolPath(path);
  try {
    const under = MAPPING_FILE.test(named) ? { text: await readFile(named, "utf8") } : { mapping: named };
    return await ask(call.house, previewFile, { ...call, input: { fileToken, ...under } });
  } finally {
    await removeSpooled(env().DATA_DIR, fileToken);
    await call.house.pool.end();
  }
}

function describePreview(preview: Preview): string {
  const { file, failure, problems, rows, sample } = preview;
  const lines = [
    `file: ${file.encoding}, delimiter ${file.delimiter === "\t" ? "tab" : (file.delimiter ?? "none found")}${file.fits ? "" : " (the mapping says otherwise)"}`,
    ...problems.map(({ line, path, problem }) => `mapping line ${line}: ${path} ${problem}`),
    ...(failure ? [ingestionWords("en", failure.code, failure.params)] : []),
    ...rows.map(({ line, cells, problem }) => {
      const told = cells.map((cell) => `${cell.part}=${cell.problem ? `!${cell.problem.shape}` : (cell.value ?? "")}`);
      return `${line}: ${problem ? `${ingestionWords("en", problem, {})} ` : ""}${told.join(" ")}`;
    }),
  ];
  if (sample.rows > 0) {
    const { customers } = sample;
    lines.push(
      `${sample.whole ? "all" : "the first"} ${sample.rows} rows: ${sample.good} good, ${sample.rows - sample.good} not, ${sample.duplicates} already known; customers: ${customers.known} known, ${customers.new} new`,
      ...sample.errors.map(
        ({ code, column, count }) => `  ${count} × ${column ?? ""} ${ingestionWords("en", code, {})}`,
      ),
    );
  }
  return `${lines.join("\n")}\n`;
}

async function importFile(path: string, named: string, programme: string): Promise<Imported> {
  const call = await openCall(programme);
  const { house, principal, requestId } = call;
  const mapping = await mappingNamed(call, named);
  const dataDir = env().DATA_DIR;
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());
  const spooled = await spoolPath(path);
  const { fileToken } = spooled;
  const seen = MAPPING_IDS.includes(mapping)
    ? null
    : await ask(house, previewFile, { principal, requestId, input: { fileToken, mapping } });
  const input = {
    ...spooled,
    mapping,
    fileName: basename(path).slice(0, FILE_NAME_MAX),
    attended: true,
    ...(seen?.previewed ? { previewed: seen.previewed } : {}),
  };
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

/** A list's refusal in English. */
function listWords(code: string, params: Readonly<Record<string, string | number>>): string {
  const [, section = "", name = ""] = code.split(".");
  const words = (screeningEn.refusals as Readonly<Record<string, Readonly<Record<string, string>>>>)[section]?.[name];
  return (words ?? code).replace(/\{(\w+)\}/g, (whole, key: string) => String(params[key] ?? whole));
}

async function importList(path: string, source: ListSource, programme: string): Promise<ListBrought> {
  const { house, principal, requestId } = await openCall(programme);
  try {
    const brought = await bringList(house, { principal, requestId }, { path, source });
    if (!brought.ok) throw new Error(listWords(brought.code, brought.params));
    return brought.value;
  } finally {
    await house.pool.end();
  }
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
      preview: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const [path] = positionals;
  if (!path || positionals.length > 1 || !values.as) {
    process.stderr.write(HELP);
    return 2;
  }
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) {
    process.stderr.write(`no such file: ${path}\n`);
    return 1;
  }
  if (isListSource(values.as)) {
    const list = await importList(path, values.as, values.programme);
    const said = list.outcome === "new" ? "loaded, comparing every customer" : "the same as the one in use: current";
    process.stdout.write(
      values.json ? `${JSON.stringify(list)}\n` : `${values.as}: ${list.entries} entries, ${said}\n`,
    );
    return 0;
  }
  if (values.preview) {
    const shown = await preview(path, values.as, values.programme);
    process.stdout.write(values.json ? `${JSON.stringify(shown)}\n` : describePreview(shown));
    return shown.failure || shown.problems.length > 0 ? 1 : 0;
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
