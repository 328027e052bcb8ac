import { answering } from "@/server/approvals/public";
import { runtime } from "@/server/kernel/runtime";
import { commandProcedure, procedureWithCaller, queryProcedure, router } from "@/server/kernel/trpc";
import { paymentCore } from "./adapters/configured-core";
import { acknowledgeFailure } from "./commands/acknowledge-failure";
import { endMeasure } from "./commands/end-measure";
import { explainDifference } from "./commands/explain-difference";
import { imposeUrgent } from "./commands/impose-restriction";
import { replayInstruction } from "./commands/replay-instruction";
import { requestRelease } from "./commands/request-release";
import { requestRestriction } from "./commands/request-restriction";
import { resendDifference } from "./commands/resend-difference";
import { reviewMeasure } from "./commands/review-measure";
import { listDeadInstructions } from "./dead-queries";
import { coreDifferenceDetail, listCoreDifferences } from "./difference-queries";
import { listMeasures } from "./measures-list";
import { previewQuestion, takePreview } from "./preview";
import { proposalDetail } from "./proposal-detail";
import { accountControls, measureDetail } from "./queries";
import "./commands/apply-release";
import "./commands/apply-restriction";
import "./evidence-subject";

export const controlsRouter = router({
  measures: queryProcedure(listMeasures),
  measure: queryProcedure(measureDetail),
  account: queryProcedure(accountControls),
  proposal: queryProcedure(proposalDetail),
  preview: procedureWithCaller
    .input(previewQuestion)
    .mutation(({ ctx, input }) =>
      answering(async () => takePreview(await runtime(), paymentCore(), ctx.principal, input)),
    ),
  requestRestriction: commandProcedure(requestRestriction),
  requestRelease: commandProcedure(requestRelease),
  reviewMeasure: commandProcedure(reviewMeasure),
  endMeasure: commandProcedure(endMeasure),
  restrictAtOnce: commandProcedure(imposeUrgent),
  differences: queryProcedure(listCoreDifferences),
  difference: queryProcedure(coreDifferenceDetail),
  resendDifference: commandProcedure(resendDifference),
  explainDifference: commandProcedure(explainDifference),
  deadInstructions: queryProcedure(listDeadInstructions),
  replayInstruction: commandProcedure(replayInstruction),
  acknowledgeFailure: commandProcedure(acknowledgeFailure),
});
