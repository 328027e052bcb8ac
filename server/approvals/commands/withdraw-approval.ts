import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { endProposal } from "../proposals";

/** The maker takes a proposal back before it is decided. Refuses everybody else, whatever their rights. */
export const withdrawProposal = command({
  name: "approvals.approval.withdraw",
  permission: "approvals.withdraw",
  input: z.object({ approvalId: z.uuid() }),
  subject: ({ approvalId }) => ({ type: "approval", id: approvalId }),
  async handle(scope, { approvalId }) {
    const ended = await endProposal(scope, approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({
      result: { approvalId, subjectId: ended.value.subjectId },
      audit: [first, ...rest],
      events: ended.value.events,
    });
  },
});
