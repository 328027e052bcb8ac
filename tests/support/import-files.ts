import { Readable } from "node:stream";
import { type ProcessOutcome, processBatch, spoolFile, startBatch } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import type { House } from "@/server/kernel/testing/house";
import { finishImport } from "@/server/reports/public";

export const PAYSIM_HEADER =
  "step,type,amount,nameOrig,oldbalanceOrg,newbalanceOrig,nameDest,oldbalanceDest,newbalanceDest,isFraud,isFlaggedFraud";

/** One PaySim line; whatever is not said is a harmless payment. */
export function paysimLine(row: {
  step?: number | string;
  type?: string;
  amount?: string;
  from?: string;
  to?: string;
  before?: string;
  after?: string;
}): string {
  const { step = 1, type = "PAYMENT", amount = "10.00", from = "C1", to = "M1", before = "0.0", after = "0.0" } = row;
  return `${step},${type},${amount},${from},${before},${after},${to},0.0,0.0,0.0,0.0`;
}

/** A whole file: header and lines, each ended. */
export function paysimFile(lines: readonly string[]): string {
  return `${[PAYSIM_HEADER, ...lines].join("\n")}\n`;
}

/** Spools content and opens its batch; gives the batch's id. */
export async function openBatch(
  house: House,
  content: string | Buffer,
  options: { as?: Principal; mapping?: string } = {},
): Promise<string> {
  const spooled = await spoolFile(house.dataDir, Readable.from([Buffer.from(content)]));
  const input = { ...spooled, mapping: options.mapping ?? "paysim", fileName: "rows.csv", attended: true };
  const outcome = await house.run(startBatch, input, { as: options.as ?? house.as("compliance-officer") });
  if (!outcome.ok) throw new Error(outcome.code);
  return outcome.result.batchId;
}

/** Takes a file in from start to end, large-value list included, as the worker would. */
export async function importFile(
  house: House,
  content: string | Buffer,
  options: { chunkRows?: number; as?: Principal } = {},
): Promise<{ batchId: string; outcome: ProcessOutcome }> {
  const batchId = await openBatch(house, content, options);
  return { batchId, outcome: await workOn(house, batchId, options) };
}

/** Does the worker's part for a batch. */
export async function workOn(
  house: House,
  batchId: string,
  options: { chunkRows?: number } = {},
): Promise<ProcessOutcome> {
  const worker = house.system("system:worker");
  const chunk = options.chunkRows === undefined ? {} : { chunkRows: options.chunkRows };
  const outcome = await processBatch(house.runtime, worker, batchId, {
    dataDir: house.dataDir,
    requestId: "test",
    ...chunk,
  });
  if (outcome === "loaded") await finishImport(house.runtime, worker, batchId, "test");
  return outcome;
}

type BatchRow = {
  state: string;
  failure_code: string | null;
  failure_params: Record<string, unknown> | null;
  rows_read: number;
  rows_accepted: number;
  rows_rejected: number;
  rows_duplicate: number;
  legs: number;
  new_customers: number;
  candidates: number;
};

/** A batch's row as numbers. */
export async function batchRow(house: House, batchId: string): Promise<BatchRow> {
  const rows = await house.rows<BatchRow>(
    `select state, failure_code, failure_params, rows_read::int, rows_accepted::int, rows_rejected::int, rows_duplicate::int, legs::int,
       new_customers::int, candidates::int from import_batches where id = $1`,
    [batchId],
  );
  const [row] = rows;
  if (!row) throw new Error("no batch");
  return row;
}
