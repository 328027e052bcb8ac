import { TRPCError } from "@trpc/server";
import { type Refusal, refuse } from "@/domain/shared/result";
import type { Principal } from "@/server/kernel/actor";
import { AppError, notFound } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { kindOf, visibleKinds } from "./kinds";
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
    const found = (await findApproval(tx, approvalId)) ?? notFound();
    return { keep: false, value: visibleKinds(actor).includes(found.approval.kind) ? found : notFound() };
  });
  const kind = kindOf(stored.approval.kind);
  if (!kind.lookOutside) return { ok: true, token: null };
  const looked = await kind.lookOutside(runtime, caller, caseOf(stored));
  return looked.ok ? { ok: true, token: looked.value.token } : looked;
}

/** Answers a caller who asks outside: what he may not do or see is a refusal, an ended session an error. */
export async function answering<T>(work: () => Promise<T>): Promise<T | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw new TRPCError({ code: "INTERNAL_SERVER_ERROR" });
    if (error.category === "forbidden") return refuse("kernel.permission.denied");
    if (error.category === "not-found") return refuse("kernel.subject.not-found");
    throw new TRPCError({ code: error.category === "unauthenticated" ? "UNAUTHORIZED" : "SERVICE_UNAVAILABLE" });
  }
}
