import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { replayJob } from "./commands/replay-job";
import { rotateKey } from "./commands/rotate-key";
import { deadJobsList, keyRingState, maintenanceRuns } from "./queries";

export const operationsRouter = router({
  keyRing: queryProcedure(keyRingState),
  runs: queryProcedure(maintenanceRuns),
  deadJobs: queryProcedure(deadJobsList),
  replayJob: commandProcedure(replayJob),
  rotateKey: commandProcedure(rotateKey),
});
