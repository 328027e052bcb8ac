import { type Refusal, refuse } from "@/domain/shared/result";
import { type Committed, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { endProposal } from "./proposals";
import { pendingApproval } from "./store";

/**
 * The maker takes back what waits for a second person, on the page of its subject. Refuses everybody else as `endProposal`
 * does, and with `none` where nothing waits. The caller knows the subject to be of the actor's programme.
 */
export async function takeBack(
  scope: Scope,
  of: { readonly kind: string; readonly subjectId: string; readonly none: string },
): Promise<Committed<{ id: string }> | Refusal> {
  const pending = await pendingApproval(scope.tx, of.kind, of.subjectId);
  if (!pending) return refuse(of.none);
  const ended = await endProposal(scope, pending.approvalId, "withdrawn");
  if (!ended.ok) return ended;
  const [first, ...rest] = ended.value.audit;
  if (!first) throw new Error("a withdrawal without an entry");
  return committed({ result: { id: of.subjectId }, audit: [first, ...rest], events: ended.value.events });
}
