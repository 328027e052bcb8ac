import { batchDates, closeWithdrawal, settleBatch, tellBatchBalances } from "@/server/ingestion/public";
import type { Principal } from "@/server/kernel/actor";
import type { Runtime } from "@/server/kernel/runtime";
import { recomputeDates } from "./recompute";

/** Computes what a loaded batch means for the large-value list, then declares the batch whole. Safe to run again. */
export async function finishImport(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  requestId: string,
): Promise<void> {
  const { batch, dates } = await batchDates(runtime, principal, batchId);
  if (batch.state !== "incomplete") return;
  const [{ candidates, basis }] = await Promise.all([
    recomputeDates(runtime, principal, dates, { batchId }, { settling: batchId }),
    tellBatchBalances(runtime, principal, batchId, dates),
  ]);
  await settleBatch(runtime, principal, batchId, { candidates, basis }, { requestId });
}

/** Computes the large-value list without the legs of a batch taken back, then ends its withdrawal. Safe to run again. */
export async function finishWithdrawal(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  requestId: string,
): Promise<void> {
  const { batch, dates } = await batchDates(runtime, principal, batchId);
  if (batch.state !== "withdrawing") return;
  await recomputeDates(runtime, principal, dates, { batchId }, { settling: batchId });
  await closeWithdrawal(runtime, principal, batchId, { requestId });
}
