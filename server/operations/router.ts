import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { rotateKey } from "./commands/rotate-key";
import { keyRingState, maintenanceRuns } from "./queries";

export const operationsRouter = router({
  keyRing: queryProcedure(keyRingState),
  runs: queryProcedure(maintenanceRuns),
  rotateKey: commandProcedure(rotateKey),
});
