import { decided, type Result, refuse } from "../shared/result";
import type { BatchState } from "./model";

/** What decides about a batch: its state, and whether every row of its file has been dealt with. */
export type BatchStanding = { readonly state: BatchState };

/** All rows are in: the batch counts as whole. Refuses one that is not incomplete. */
export function finaliseBatch(batch: BatchStanding): Result<BatchState> {
  if (batch.state !== "incomplete") return refuse("ingestion.batch.not-incomplete", { params: { state: batch.state } });
  return decided("finalised");
}

/** The file cannot be read. Refuses a batch that is not incomplete. */
export function failBatch(batch: BatchStanding): Result<BatchState> {
  if (batch.state !== "incomplete") return refuse("ingestion.batch.not-incomplete", { params: { state: batch.state } });
  return decided("failed");
}

/** Takes a batch back as a whole, finished or not. Refuses one already withdrawn, being withdrawn, or failed (empty). */
export function withdrawBatch(batch: BatchStanding): Result<BatchState> {
  if (batch.state !== "incomplete" && batch.state !== "finalised") {
    return refuse("ingestion.batch.not-withdrawable", { params: { state: batch.state } });
  }
  return decided("withdrawing");
}

/** Every leg of the batch is retired. Refuses a batch that is not being withdrawn. */
export function endWithdrawal(batch: BatchStanding): Result<BatchState> {
  if (batch.state !== "withdrawing")
    return refuse("ingestion.batch.not-withdrawing", { params: { state: batch.state } });
  return decided("withdrawn");
}
