import { env } from "@/env";
import { handler, type JobHandler } from "@/server/kernel/jobs";
import { batchStarted, batchWithdrawing } from "./events";
import { processBatch } from "./process";
import { discardFile, retireBatch } from "./settle";

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
