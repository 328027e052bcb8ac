import { env } from "@/env";
import { configuredStore } from "@/server/evidence/public";
import { handler, type JobHandler, type ScheduledJob } from "@/server/kernel/jobs";
import { buildPackage } from "./build";
import { packageAsked, packageEnded } from "./events";
import { sweepPackages } from "./sweep";

export const packagesHandlers: readonly JobHandler[] = [
  handler(packageAsked, async ({ runtime, principal, requestId, signal }, { packageId }) => {
    const shop = { store: await configuredStore(), dataDir: env().DATA_DIR, signal, requestId };
    await buildPackage(runtime, principal, packageId, shop);
  }),
  handler(packageEnded, async (_context, { storeName }) => (await configuredStore()).remove(storeName)),
];

export const packagesSchedules: readonly ScheduledJob[] = [
  {
    name: "packages-sweep",
    cron: "*/10 * * * *",
    run: ({ runtime, requestId, signal }) => sweepPackages(runtime, env().DATA_DIR, { requestId, signal }),
  },
];
