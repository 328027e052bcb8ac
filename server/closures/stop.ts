import type { StopCause } from "@/domain/closures/codes";
import type { Condition } from "@/domain/closures/model";
import { decided, type Result } from "@/domain/shared/result";
import type { SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { returnCandidate } from "./candidates";
import { addStep, CANDIDATE, CLOSURE, STOPPED_ITEM, type StoredClosure, saveClosure } from "./store";

/** Stops a held closure on its way: nothing is closed, and somebody looks. `conditions` are what everybody may see. */
export async function stopClosure(
  scope: Scope,
  closure: StoredClosure,
  why: { readonly cause: StopCause; readonly conditions: readonly Condition[]; readonly problem: string | null },
): Promise<Result<SystemEffect>> {
  const saved = await saveClosure(scope, closure, { state: "stopped", stopCause: why.cause });
  if (!saved.ok) return saved;
  await addStep(scope, closure.id, { kind: "stopped", conditions: why.conditions, problem: why.problem });
  const { id, number, accountId, customerId, subjectType, subjectId } = closure;
  if (subjectType === CANDIDATE && subjectId) await returnCandidate(scope, subjectId);
  const item = { kind: STOPPED_ITEM, number, subjectType: CLOSURE, subjectId: id, customerId, accountId };
  await openItems(scope.tx, scope.actor, [item], scope.now);
  const audit = {
    kind: "closures.closure.stop" as const,
    subject: { type: CLOSURE, id },
    data: { number, cause: why.cause, remains: [...why.conditions], ...(why.problem ? { problem: why.problem } : {}) },
  };
  return decided({ audit: [audit], events: [] });
}
