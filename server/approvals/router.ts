import { z } from "zod";
import { runtime } from "@/server/kernel/runtime";
import { commandProcedure, procedureWithCaller, queryProcedure, router } from "@/server/kernel/trpc";
import { approveProposal, rejectProposal } from "./commands/decide-approval";
import { withdrawProposal } from "./commands/withdraw-approval";
import { answering, previewProposal } from "./preview";
import { approvalDetail, countApprovals, listApprovals } from "./queries";

export const approvalsRouter = router({
  list: queryProcedure(listApprovals),
  detail: queryProcedure(approvalDetail),
  counts: queryProcedure(countApprovals),
  preview: procedureWithCaller
    .input(z.object({ approvalId: z.uuid() }))
    .mutation(({ ctx, input }) =>
      answering(async () => previewProposal(await runtime(), ctx.principal, input.approvalId)),
    ),
  approve: commandProcedure(approveProposal),
  reject: commandProcedure(rejectProposal),
  withdraw: commandProcedure(withdrawProposal),
});
