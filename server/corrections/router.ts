import { commandProcedure, queryProcedure, router } from "@/server/kernel/trpc";
import { requestCorrection } from "./commands/request-correction";
import { withdrawCorrection } from "./commands/withdraw-correction";
import "./doors";
import "./proposal";
import { correctionDetailQuery, correctionsList } from "./queries";

export const correctionsRouter = router({
  list: queryProcedure(correctionsList),
  detail: queryProcedure(correctionDetailQuery),
  request: commandProcedure(requestCorrection),
  withdraw: commandProcedure(withdrawCorrection),
});
