import type { Permission } from "@/domain/permissions";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Actor, Principal } from "@/server/kernel/actor";
import { AppError, notFound } from "@/server/kernel/errors";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import type { DryRunAnswer, PaymentCore } from "./adapters/payment-core";
import { coreNumberOf } from "./preview";
import { findAccount } from "./store";

/**
 * What the core says of an account now: its balance, what is under way and what is standing. No transaction is open while
 * it asks, and nothing changes at the core. Refuses `controls.preview.unavailable` (ask again later) and `.refused`.
 * Throws AppError where the caller has none of the permissions, or may not see the account.
 */
export async function lookAtCore(
  runtime: Runtime,
  core: Pick<PaymentCore, "dryRun">,
  caller: Principal,
  asked: { readonly accountId: string; readonly permissions: readonly Permission[] },
): Promise<Result<{ actor: Actor; answer: DryRunAnswer }>> {
  const { actor, accountNumber } = await inScope(runtime, caller, "read", async (scope) => {
    if (!asked.permissions.some((one) => scope.actor.permissions.has(one))) throw new AppError("forbidden");
    const account = (await findAccount(scope.tx, asked.accountId, { lock: false })) ?? notFound();
    return { keep: false, value: { actor: scope.actor, accountNumber: await coreNumberOf(scope, account) } };
  });
  const programme = actor.programmeId;
  const answer = await core.dryRun({ programme, accountNumber, verb: "restrict", scope: "all" });
  if (answer.kind === "unavailable") return refuse("controls.preview.unavailable");
  if (answer.kind === "refused") return refuse("controls.preview.refused");
  return decided({ actor, answer: answer.answer });
}
