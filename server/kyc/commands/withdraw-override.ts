import { viewInput } from "@/domain/kyc/schema";
import { refuse } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { OVERRIDE_KIND } from "../overrides";
import { loadSubmission } from "../store";

/** Takes a proposed override back, by who proposed it: the submission is back on the bench. Refuses where none waits. */
export const withdrawOverride = command({
  name: "kyc.override.withdraw",
  permission: "kyc.decide",
  input: viewInput,
  subject: ({ submissionId }) => ({ type: "submission", id: submissionId }),
  async handle(scope, { submissionId }) {
    const submission = (await loadSubmission(scope, submissionId)) ?? notFound();
    const pending = await pendingApproval(scope.tx, OVERRIDE_KIND, submission.id);
    if (!pending) return refuse("kyc.override.not-proposed");
    const ended = await endProposal(scope, pending.approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({ result: { id: submission.id }, audit: [first, ...rest], events: ended.value.events });
  },
});
