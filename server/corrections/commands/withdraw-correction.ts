import { withdrawCorrectionInput } from "@/domain/corrections/schema";
import { refuse } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { CORRECTION_KIND } from "../proposal";
import { CORRECTION, loadCorrection } from "../store";

/** Takes a proposed correction back, by who proposed it. Refuses where none waits. */
export const withdrawCorrection = command({
  name: "corrections.correction.withdraw",
  permission: "corrections.propose",
  input: withdrawCorrectionInput,
  subject: ({ id }) => ({ type: CORRECTION, id }),
  async handle(scope, { id }) {
    await loadCorrection(scope, id);
    const pending = await pendingApproval(scope.tx, CORRECTION_KIND, id);
    if (!pending) return refuse("corrections.correction.not-open");
    const ended = await endProposal(scope, pending.approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({ result: { id }, audit: [first, ...rest], events: ended.value.events });
  },
});
