import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { NOTICE_KIND, PROPOSAL_KINDS } from "../proposals";

/** Takes back what was put before a second person about an incident or a notice, by who did. Refuses where nothing waits. */
export const withdrawProposal = command({
  name: "incidents.proposal.withdraw",
  permission: "incidents.work",
  input: z.strictObject({ subjectId: z.uuid(), kind: z.enum(PROPOSAL_KINDS) }),
  subject: ({ subjectId }) => ({ type: "approval-subject", id: subjectId }),
  async handle(scope, { subjectId, kind }) {
    const pending = await pendingApproval(scope.tx, kind, subjectId);
    if (!pending)
      return refuse(kind === NOTICE_KIND ? "incidents.notice.not-proposed" : "incidents.severity.not-proposed");
    const ended = await endProposal(scope, pending.approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({ result: { subjectId }, audit: [first, ...rest], events: ended.value.events });
  },
});
