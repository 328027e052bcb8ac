import { epochMilliseconds } from "@/domain/shared/time";
import { env } from "@/env";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { batchStarted, batchWithdrawing } from "./events";
import { processBatch } from "./process";
import { discardFile, retireBatch } from "./settle";
import { sweepSpool } from "./spool";

export const ingestionHandlers: JobHandler[] = [
  handler(batchStarted, async ({ runtime, principal, requestId, signal }, { batchId }) => {
    const dataDir = env().DATA_DIR;
    const outcome = await processBatch(runtime, principal, batchId, { dataDir, signal, requestId });
    if (outcome === "failed") await discardFile(runtime, principal, batchId, dataDir);
    // Thrown so that the job stays: it is taken up again later, from where the batch stands.
    if (outcome === "busy" || outcome === "stopped") throw new Error(`import ${outcome}`);
  }),
  handler(batchWithdrawing, async ({ runtime, principal }, { batchId }) => {
    await retireBatch(runtime, principal, batchId);
    await discardFile(runtime, principal, batchId, env().DATA_DIR);
  }),
];

export const ingestionSchedules: ScheduledJob[] = [
  {
    name: "ingestion-sweep-spool",
    cron: "17 * * * *",
    async run({ runtime }) {
      const inUse = async (fileToken: string) => {
        const found = await runtime.pool.query("select from import_batches where id = $1 and state = 'incomplete'", [
          fileToken,
        ]);
        return found.rowCount !== 0;
      };
      return sweepSpool(env().DATA_DIR, epochMilliseconds(runtime.clock()), inUse);
    },
  },
];
