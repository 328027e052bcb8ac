import { z } from "zod";
import { endProposal, findApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { RESTORE_KIND } from "../restore-approval";
import { STOP_KIND } from "../stop-approval";

/** Ends a proposal of a loss report that nobody decided in time: nothing is unprotected by it. Refuses one in time, or ended. */
export const expireLossProposal = command({
  name: "losses.restore.expire",
  permission: "approvals.expire",
  input: z.object({ approvalId: z.uuid() }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  async handle(scope, { approvalId }) {
    const kind = (await findApproval(scope.tx, approvalId))?.approval.kind;
    if (kind !== RESTORE_KIND && kind !== STOP_KIND) return notFound();
    const ended = await endProposal(scope, approvalId, "expired");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("an expiry without an entry");
    return committed({ result: { approvalId }, audit: [first, ...rest], events: ended.value.events });
  },
});
