import { z } from "zod";
import { endProposal, findApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { PROPOSAL_KINDS } from "../proposals";

/** Ends what nobody decided in time about an incident. Refuses one in time, or ended. */
export const expireProposal = command({
  name: "incidents.proposal.expire",
  permission: "approvals.expire",
  input: z.object({ approvalId: z.uuid() }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  async handle(scope, { approvalId }) {
    const stored = await findApproval(scope.tx, approvalId);
    if (!stored || !(PROPOSAL_KINDS as readonly string[]).includes(stored.approval.kind)) return notFound();
    const ended = await endProposal(scope, approvalId, "expired");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("an expiry without an entry");
    return committed({ result: { approvalId }, audit: [first, ...rest], events: ended.value.events });
  },
});
