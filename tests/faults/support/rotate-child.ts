import { instant } from "@/domain/shared/time";
import { createRuntime } from "@/server/kernel/runtime";
import { carryOutRotation } from "@/server/operations/rotate";

/** A worker that re-wraps in small batches and stands still after some of them, to be killed there. */
const { databaseUrl, dataDir, now, rotationId, standStillAfter } = JSON.parse(process.argv[2] ?? "{}") as {
  databaseUrl: string;
  dataDir: string;
  now: string;
  rotationId: string;
  standStillAfter: number;
};
const runtime = await createRuntime({ databaseUrl, dataDir, poolSize: 4, clock: () => instant(now) });
let batches = 0;
await carryOutRotation(
  {
    runtime,
    principal: { kind: "system", name: "system:worker", programmeId: "pay" },
    dataDir,
    key: `rotation-${rotationId}`,
    requestId: "child",
    signal: new AbortController().signal,
    batch: 7,
    afterBatch: async () => {
      batches += 1;
      if (batches < standStillAfter) return;
      process.stdout.write("standing still\n");
      await new Promise(() => setInterval(() => undefined, 60_000));
    },
  },
  rotationId,
);
process.stdout.write("done\n");
