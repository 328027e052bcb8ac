import "@/server/kernel/lean-heap";
import { diskStore } from "@/server/evidence/adapters/blob-store";
import { newId } from "@/server/kernel/new-id";
import { runtime } from "@/server/kernel/runtime";
import { buildPackage } from "@/server/packages/build";

/** Builds packages it is told of, in a process of its own, and says how long each took and the most memory it ever held. */
const own = await runtime();
const dataDir = process.env.DATA_DIR ?? "";
const store = await diskStore(`${dataDir}/files`);
const principal = { kind: "system", name: "system:worker", programmeId: process.env.BENCH_PROGRAMME ?? "" } as const;

process.on("message", (told: { packageId: string }) => {
  const began = performance.now();
  const shop = { store, dataDir, signal: new AbortController().signal, requestId: newId() };
  void buildPackage(own, principal, told.packageId, shop).then((outcome) =>
    process.send?.({ outcome, ms: performance.now() - began, rssMB: process.resourceUsage().maxRSS / 1_024 }),
  );
});
process.stdout.write(`${JSON.stringify({ event: "working" })}\n`);
