import { seenInput } from "@/domain/losses/schema";
import { refuse } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { subjectOf } from "../protect";
import { RESTORE_KIND } from "../restore-approval";
import { loadReport } from "../store";

/** Takes a proposal to end protection back, by who made it: everything stays protected. Refuses where none waits. */
export const withdrawRestore = command({
  name: "losses.restore.withdraw",
  permission: "losses.work",
  input: seenInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id }) {
    const report = await loadReport(scope, id);
    const pending = await pendingApproval(scope.tx, RESTORE_KIND, report.id);
    if (!pending) return refuse("losses.restore.not-proposed");
    const ended = await endProposal(scope, pending.approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({
      result: { id, version: (await loadReport(scope, id)).version },
      audit: [first, ...rest],
      events: ended.value.events,
    });
  },
});
