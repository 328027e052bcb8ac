import type { ErasurePlan, RestrictionCause } from "@/domain/retention/model";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import type { SystemEffect } from "@/server/letters/public";
import { classesDue } from "./events";
import { restrictSubject } from "./restricted";
import { saveEntries } from "./store";

type Of = { readonly customerId: string; readonly requestId: string | null; readonly plan: ErasurePlan };

/**
 * Does as the plan says: entries for every class, the restricted state once the relationship is over, and news to the worker
 * of what goes now. The worker looks once more before it erases.
 */
export async function carryOutPlan(scope: Scope, of: Of, cause: RestrictionCause = "deletion"): Promise<SystemEffect> {
  const { customerId, requestId, plan } = of;
  const due = await saveEntries(scope, { customerId, requestId }, plan.classes);
  const over = plan.classes.every(({ disposition }) => disposition !== "relationship");
  const restricted = over ? await restrictSubject(scope, { customerId, requestId, cause }) : { audit: [], events: [] };
  const entry: AuditEvent = {
    kind: "retention.plan.carry",
    subject: { type: "customer", id: customerId },
    basis: [...new Map(plan.classes.flatMap(({ basis }) => basis).map((ref) => [ref.ruleId, ref])).values()],
    data: {
      request: requestId,
      digest: plan.digest,
      classes: plan.classes.map(({ of: name, disposition, until }) => ({ of: name, disposition, until })),
    },
  };
  const events = due.length > 0 ? [classesDue({ entryIds: due })] : [];
  return { audit: [entry, ...restricted.audit], events: [...restricted.events, ...events] };
}
