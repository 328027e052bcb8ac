import { lookInput } from "@/domain/closures/schema";
import { answering } from "@/server/approvals/public";
import { paymentCore } from "@/server/controls/public";
import { runtime } from "@/server/kernel/runtime";
import { commandProcedure, procedureWithCaller, queryProcedure, router } from "@/server/kernel/trpc";
import { candidateDetailQuery, candidatesList } from "./candidate-queries";
import { dismissCandidate } from "./commands/dismiss-candidate";
import { requestClosure } from "./commands/request-closure";
import { tellRemainingCommand } from "./commands/tell-remaining";
import { withdrawClosure } from "./commands/withdraw-closure";
import "./core-word";
import "./doors";
import { lookToClose } from "./looking";
import { closingDoorQuery, closureDetailQuery, closureFigures, closuresList } from "./queries";

export const closuresRouter = router({
  list: queryProcedure(closuresList),
  detail: queryProcedure(closureDetailQuery),
  candidates: queryProcedure(candidatesList),
  candidate: queryProcedure(candidateDetailQuery),
  account: queryProcedure(closingDoorQuery),
  figures: queryProcedure(closureFigures),
  look: procedureWithCaller
    .input(lookInput)
    .mutation(({ ctx, input }) =>
      answering(async () => lookToClose(await runtime(), paymentCore(), ctx.principal, input)),
    ),
  request: commandProcedure(requestClosure),
  tellRemaining: commandProcedure(tellRemainingCommand),
  withdraw: commandProcedure(withdrawClosure),
  dismissCandidate: commandProcedure(dismissCandidate),
});
