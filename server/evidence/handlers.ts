import { env } from "@/env";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { configuredStore } from "./adapters/blob-store";
import { clamdScanner } from "./adapters/malware-scan";
import { removeBlobs } from "./blobs";
import { fileEnded, fileReceived } from "./events";
import { processFile } from "./process";
import { removeSpool } from "./spool";
import { sweepUploads } from "./sweep";

export const evidenceHandlers: JobHandler[] = [
  handler(fileReceived, async ({ runtime, principal, requestId, signal }, { fileId }) => {
    const { DATA_DIR, CLAMD_SOCKET } = env();
    await processFile(runtime, principal, fileId, {
      store: await configuredStore(),
      scanner: CLAMD_SOCKET ? clamdScanner(CLAMD_SOCKET) : null,
      dataDir: DATA_DIR,
      signal,
      requestId,
    });
  }),
  handler(fileEnded, async ({ runtime, principal }, { fileId }) => {
    await removeBlobs(runtime, principal, await configuredStore(), fileId);
    await removeSpool(env().DATA_DIR, fileId);
  }),
];

export const evidenceSchedules: ScheduledJob[] = [
  {
    name: "evidence-sweep",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId }) => sweepUploads(runtime, env().DATA_DIR, requestId),
  },
];
