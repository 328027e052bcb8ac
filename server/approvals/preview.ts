import type { Refusal } from "@/domain/shared/result";
import type { Principal } from "@/server/kernel/actor";
import { AppError, notFound } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { kindOf } from "./kinds";
import { caseOf, findApproval } from "./store";

/**
 * Asks outside what a proposal's consequence would be now. No transaction is open while it asks. Gives the token for
 * `approvals.detail` and the decision (null for a kind that needs nothing from outside), or the refusal that tells why
 * there is none. Throws AppError: `forbidden`, `not-found`.
 */
export async function previewProposal(
  runtime: Runtime,
  caller: Principal,
  approvalId: string,
): Promise<{ ok: true; token: string | null } | Refusal> {
  const stored = await inScope(runtime, caller, "read", async ({ tx, actor }) => {
    if (!actor.permissions.has("approvals.read")) throw new AppError("forbidden");
    return { keep: false, value: (await findApproval(tx, approvalId)) ?? notFound() };
  });
  const kind = kindOf(stored.approval.kind);
  if (!kind.lookOutside) return { ok: true, token: null };
  const looked = await kind.lookOutside(runtime, caller, caseOf(stored));
  return looked.ok ? { ok: true, token: looked.value.token } : looked;
}
