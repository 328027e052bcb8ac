import { withdrawClosureInput } from "@/domain/closures/schema";
import { refuse } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { CLOSURE_KIND } from "../proposal";
import { CLOSURE, loadClosure } from "../store";

/** Takes a proposed closing back, by who proposed it. Refuses where none waits. */
export const withdrawClosure = command({
  name: "closures.closure.withdraw",
  permission: "closures.request",
  input: withdrawClosureInput,
  subject: ({ id }) => ({ type: CLOSURE, id }),
  async handle(scope, { id }) {
    const closure = await loadClosure(scope, id);
    const pending = await pendingApproval(scope.tx, CLOSURE_KIND, closure.id);
    if (!pending) return refuse("closures.closure.not-open", { params: { state: closure.state } });
    const ended = await endProposal(scope, pending.approvalId, "withdrawn");
    if (!ended.ok) return ended;
    const [first, ...rest] = ended.value.audit;
    if (!first) throw new Error("a withdrawal without an entry");
    return committed({ result: { id }, audit: [first, ...rest], events: ended.value.events });
  },
});
