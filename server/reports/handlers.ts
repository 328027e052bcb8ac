import { env } from "@/env";
import { batchLoaded, batchRetired } from "@/server/ingestion/events";
import { discardFile } from "@/server/ingestion/public";
import { handler, type JobHandler } from "@/server/kernel/jobs";
import { lineChanged } from "./events";
import { followLine } from "./follow-law";
import { finishImport, finishWithdrawal } from "./imports";

export const reportsHandlers: JobHandler[] = [
  handler(lineChanged, followLine),
  handler(batchLoaded, async ({ runtime, principal, requestId }, { batchId }) => {
    await finishImport(runtime, principal, batchId, requestId);
    await discardFile(runtime, principal, batchId, env().DATA_DIR);
  }),
  handler(batchRetired, async ({ runtime, principal, requestId }, { batchId }) => {
    await finishWithdrawal(runtime, principal, batchId, requestId);
  }),
];
