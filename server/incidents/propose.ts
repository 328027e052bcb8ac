import { PROPOSAL_HOURS } from "@/domain/incidents/policy";
import { decided, type Result } from "@/domain/shared/result";
import { type Effect, requestApproval } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";

type Subject = { readonly type: string; readonly id: string };

/** Puts something about an incident before a second person. Gives the proposal's number. */
export async function proposeTo(
  scope: Scope,
  proposal: { readonly id: string; readonly kind: string; readonly subject: Subject; readonly payload: unknown },
): Promise<Result<Effect & { readonly number: string }>> {
  const opened = await requestApproval(scope, {
    ...proposal,
    id: proposal.id as Parameters<typeof requestApproval>[1]["id"],
    customerId: null,
    accountId: null,
    token: null,
    openForHours: PROPOSAL_HOURS,
  });
  if (!opened.ok) return opened;
  const { number, audit, events } = opened.value;
  return decided({ number, audit, events });
}
