import { answering } from "@/server/approvals/public";
import { runtime } from "@/server/kernel/runtime";
import { commandProcedure, procedureWithCaller, queryProcedure, router } from "@/server/kernel/trpc";
import { paymentCore } from "./adapters/configured-core";
import { acknowledgeFailure } from "./commands/acknowledge-failure";
import { requestRelease } from "./commands/request-release";
import { requestRestriction } from "./commands/request-restriction";
import { reviewMeasure } from "./commands/review-measure";
import { previewQuestion, takePreview } from "./preview";
import { proposalDetail } from "./proposal-detail";
import { accountControls, listMeasures, measureDetail } from "./queries";
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
  acknowledgeFailure: commandProcedure(acknowledgeFailure),
});
