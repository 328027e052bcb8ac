import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { execute } from "@/server/kernel/command";
import { enqueue } from "@/server/kernel/outbox";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { datesOfBatch, forgetIdentities, retireLegs } from "@/server/ledger/public";
import { endWithdrawalCommand } from "./commands/end-withdrawal";
import { finaliseBatchCommand } from "./commands/finalise-batch";
import { batchRetired } from "./events";
import { removeSpooled } from "./spool";
import { type Batch, loadBatch, tellBalances } from "./store";

type Call = { readonly requestId: string };

/** A batch, and the business dates on which it has legs. */
export async function batchDates(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
): Promise<{ batch: Batch; dates: readonly LocalDate[] }> {
  return inScope(runtime, principal, "read", async ({ tx, actor }) => {
    const batch = await loadBatch(tx, actor.programmeId, batchId);
    const { firstDate: first, lastDate: last } = batch;
    return {
      keep: false,
      value: { batch, dates: first && last ? await datesOfBatch(tx, batchId, { first, last }) : [] },
    };
  });
}

/** Passes the balances of a batch on to its accounts. Safe to run again. */
export async function tellBatchBalances(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  dates: readonly LocalDate[],
): Promise<void> {
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return;
  await inScope(runtime, principal, "write", async ({ tx }) => ({
    keep: true,
    value: await tellBalances(tx, batchId, { first, last }),
  }));
}

/** Declares a batch whole. Nothing when it already is. */
export async function settleBatch(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  found: { candidates: number; basis: readonly RuleRef[] },
  call: Call,
): Promise<void> {
  const input = { batchId, candidates: found.candidates, basis: found.basis };
  await execute(runtime, finaliseBatchCommand, {
    principal,
    input,
    key: `finalise:${batchId}`,
    requestId: call.requestId,
  });
}

/** Retires every leg of a batch being withdrawn, date by date, and says so. Safe to run again. */
export async function retireBatch(runtime: Runtime, principal: Principal, batchId: string): Promise<void> {
  const { batch, dates } = await batchDates(runtime, principal, batchId);
  if (batch.state !== "withdrawing") return;
  for (const date of dates) {
    await inScope(runtime, principal, "write", async ({ tx, now }) => ({
      keep: true,
      value: await retireLegs(tx, batchId, date, now),
    }));
  }
  await inScope(runtime, principal, "write", async ({ tx, actor }) => {
    await forgetIdentities(tx, actor.programmeId, batchId);
    await enqueue(tx, actor, [batchRetired({ batchId }, { jobKey: `ingestion-retired:${batchId}` })]);
    return { keep: true, value: undefined };
  });
}

/** Ends the withdrawal of a batch whose legs are retired. Nothing when it has ended. */
export async function closeWithdrawal(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  call: Call,
): Promise<void> {
  await execute(runtime, endWithdrawalCommand, {
    principal,
    input: { batchId },
    key: `withdrawn:${batchId}`,
    requestId: call.requestId,
  });
}

/** Throws a batch's file away, when the batch needs it no more. */
export async function discardFile(
  runtime: Runtime,
  principal: Principal,
  batchId: string,
  dataDir: string,
): Promise<void> {
  const { batch } = await batchDates(runtime, principal, batchId);
  if (batch.state !== "incomplete") await removeSpooled(dataDir, batchId);
}
