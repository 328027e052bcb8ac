import { decided, type Result } from "@/domain/shared/result";
import { endProposal, pendingApproval } from "@/server/approvals/public";
import { NOTHING, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { FEE_KIND } from "./fee-approval";

/**
 * Takes back what waits for a second person about a fee that is settled or no longer needed. A colleague's proposal is not
 * one's own to take back: it rests on what is no more, and whoever decides finds it void.
 */
export async function dropPending(scope: Scope, requestId: string): Promise<Result<SystemEffect>> {
  const pending = await pendingApproval(scope.tx, FEE_KIND, requestId);
  if (!pending) return decided(NOTHING);
  const ended = await endProposal(scope, pending.approvalId, "withdrawn");
  if (ended.ok) return decided(ended.value);
  return ended.code === "approvals.approval.not-maker" ? decided(NOTHING) : ended;
}
