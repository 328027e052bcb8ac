import { processBatch } from "@/server/ingestion/public";
import { createRuntime } from "@/server/kernel/runtime";

/** A worker's part in a process of its own, to be killed: takes a batch in and, told to, stands still after some chunks. */
const [databaseUrl = "", dataDir = "", batchId = "", chunkRows = "10", standStillAfter = "0"] = process.argv.slice(2);
const runtime = await createRuntime({ databaseUrl, dataDir, poolSize: 4 });
let chunks = 0;
const outcome = await processBatch(runtime, { kind: "system", name: "system:worker", programmeId: "pay" }, batchId, {
  dataDir,
  requestId: "child",
  chunkRows: Number(chunkRows),
  onProgress: () => {
    chunks += 1;
    process.stdout.write(`chunk ${chunks}\n`);
    if (chunks === Number(standStillAfter)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
process.stdout.write(`${outcome}\n`);
await runtime.pool.end();
