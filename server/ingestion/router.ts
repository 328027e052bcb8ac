import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { startBatch } from "./commands/start-batch";
import { withdrawBatch } from "./commands/withdraw-batch";
import { batchDetail, batchErrors, batchesList } from "./queries";

export const ingestionRouter = router({
  batchesList: queryProcedure(batchesList),
  batchDetail: queryProcedure(batchDetail),
  batchErrors: queryProcedure(batchErrors),
  startBatch: commandProcedure(startBatch),
  withdrawBatch: commandProcedure(withdrawBatch),
});
