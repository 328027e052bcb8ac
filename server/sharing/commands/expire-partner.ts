import { z } from "zod";
import { endProposal, findApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { PARTNER_KIND } from "../proposal";

/** Ends the proposal of a partner that nobody decided in time. Refuses one in time, or ended. */
export const expirePartner = command({
  name: "sharing.partner.expire",
  permission: "approvals.expire",
  input: z.object({ approvalId: z.uuid() }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  async handle(scope, { approvalId }) {
    const stored = await findApproval(scope.tx, approvalId);
    if (stored?.approval.kind !== PARTNER_KIND) return notFound();
    const ended = await endProposal(scope, approvalId, "expired");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("an expiry without an entry");
    return committed({ result: { approvalId }, audit: [first, ...rest], events: ended.value.events });
  },
});
