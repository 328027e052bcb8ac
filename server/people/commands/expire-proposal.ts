import { z } from "zod";
import { endProposal } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";

/** Ends a proposal of this capability that nobody decided in time. Refuses one that still has time, or has ended. */
export const expireProposal = command({
  name: "people.proposal.expire",
  permission: "people.expire",
  input: z.object({ approvalId: z.uuid() }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  async handle(scope, { approvalId }) {
    const ended = await endProposal(scope, approvalId, "expired");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("an expiry without an entry");
    return committed({ result: { approvalId }, audit: [first, ...rest], events: ended.value.events });
  },
});
