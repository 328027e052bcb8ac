import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { saveMapping } from "./commands/save-mapping";
import { startBatch } from "./commands/start-batch";
import { withdrawBatch } from "./commands/withdraw-batch";
import { mappingCheck, mappingsList } from "./mapping-queries";
import { previewFile } from "./preview";
import { batchDetail, batchErrors, batchesList } from "./queries";

export const ingestionRouter = router({
  batchesList: queryProcedure(batchesList),
  batchDetail: queryProcedure(batchDetail),
  batchErrors: queryProcedure(batchErrors),
  mappingsList: queryProcedure(mappingsList),
  mappingCheck: queryProcedure(mappingCheck),
  preview: queryProcedure(previewFile),
  saveMapping: commandProcedure(saveMapping),
  startBatch: commandProcedure(startBatch),
  withdrawBatch: commandProcedure(withdrawBatch),
});
