import { adjustmentInput } from "@/domain/limits/schema";
import { refuse } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { RAISE_KIND } from "../raise";
import { loadAdjustment } from "../store";

/** Takes a proposed raise back, by who proposed it. Refuses where none waits. */
export const withdrawAdjustment = command({
  name: "limits.adjustment.withdraw",
  permission: "limits.adjust.request",
  input: adjustmentInput,
  subject: ({ adjustmentId }) => ({ type: "limit-adjustment", id: adjustmentId }),
  async handle(scope, { adjustmentId }) {
    const one = await loadAdjustment(scope, adjustmentId);
    const pending = await pendingApproval(scope.tx, RAISE_KIND, one.id);
    if (!pending) return refuse("limits.adjustment.not-proposed");
    const ended = await endProposal(scope, pending.approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({ result: { id: one.id }, audit: [first, ...rest], events: ended.value.events });
  },
});
