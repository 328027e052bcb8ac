import { run } from "graphile-worker";
import { sealAll } from "@/server/audit/sealer";
import { runtime } from "@/server/kernel/runtime";

const own = await runtime();
await run({ pgPool: own.pool, concurrency: 4, taskList: { "bench.touched": async () => undefined } });
for (;;) {
  await sealAll(own);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
}
