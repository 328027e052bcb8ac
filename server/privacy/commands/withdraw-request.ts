import { withdrawRequestInput } from "@/domain/privacy/schema";
import { asShown } from "@/domain/privacy/states";
import { endProposal } from "@/server/approvals/public";
import { both, NOTHING, type SystemEffect } from "@/server/controls/public";
import { command } from "@/server/kernel/command";
import { endUnanswered, tellAbout } from "../ending";
import { dropPending } from "../fee-pending";
import { settled } from "../settled";
import { stopUnderWay } from "../stopping";
import { loadRequest, REQUEST } from "../store";

/**
 * The requester takes it back. What was late stays late, what was proposed about it falls, and what was begun goes no
 * further; what was done by then stays done, and he is told so. Refuses one that has ended.
 */
export const withdrawRequest = command({
  name: "privacy.request.withdraw",
  permission: "privacy.register",
  input: withdrawRequestInput,
  subject: ({ id }) => ({ type: REQUEST, id }),
  async handle(scope, { id, version, note }) {
    const seen = await loadRequest(scope, id, { lock: true });
    const shown = asShown(seen, version);
    if (!shown.ok) return shown;
    const proposal = seen.approvalId ? await endProposal(scope, seen.approvalId, "withdrawn") : null;
    // Another's proposal is not his to take back; it rests on a request that is no more, and whoever decides finds it void.
    if (proposal && !proposal.ok && proposal.code !== "approvals.approval.not-maker") return proposal;
    const fee = await dropPending(scope, id);
    if (!fee.ok) return fee;
    const request = await loadRequest(scope, id);
    const ended = await endUnanswered(scope, request, { by: "withdraw", note });
    if (!ended.ok) return ended;
    const { lines, ...stopped } = await stopUnderWay(scope, request);
    const told = await tellAbout(scope, request, "privacy.withdrawn", lines.length > 0 ? { lines: [...lines] } : {});
    const effect = [proposal?.ok ? proposal.value : NOTHING, fee.value, stopped, told].reduce(
      both,
      ended.value as SystemEffect,
    );
    return settled(effect, { id, late: ended.value.late, version: request.version + 1 });
  },
});
