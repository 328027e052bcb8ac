import type { PrivacyDocument, RequestType } from "@/domain/privacy/model";
import type { ErasurePlan, PlanPurpose } from "@/domain/retention/model";
import { decided, type Result } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { shanghaiDate } from "@/domain/shared/time";
import { both, type SystemEffect } from "@/server/controls/public";
import type { Scope } from "@/server/kernel/scope";
import { carryOutPlan } from "@/server/retention/public";
import { endAnswered } from "./ending";
import { linesOf, outcomeOf } from "./plan-lines";
import { addStep } from "./store";
import type { Working } from "./working";

/** What is answered by a plan. */
export const ERASURE_TYPES: readonly RequestType[] = ["deletion", "closure", "minor-data"];
export const purposeOf = (type: RequestType): PlanPurpose => (type === "closure" ? "closure" : "deletion");

/** What a deletion is weighed by, under each document. */
export const ERASURE_RULES: Readonly<Record<PrivacyDocument, readonly string[]>> = {
  "payment-policy": ["law-pipl-47", "mipriv-delete-eval"],
  "merchant-policy": ["law-pipl-47", "llpriv-delete-cases"],
  "platform-agreement": ["law-pipl-47", "law-ecom-24"],
  "account-agreement": ["law-pipl-47", "law-ecom-24"],
};

/** Every rule a plan under a document rests on. */
export const erasureBasis = ({ rules, now }: Scope, { document }: Working, plan: ErasurePlan): readonly RuleRef[] => [
  ...ERASURE_RULES[document].map((id) => rules.ref(id, shanghaiDate(now))),
  ...plan.classes.flatMap((one) => one.basis),
];

/** Carries a plan out and answers the request with it, class by class: its clock ends here and not before. */
export async function carryOutAndAnswer(
  scope: Scope,
  request: Working,
  plan: ErasurePlan,
): Promise<Result<SystemEffect>> {
  const { id: requestId, customerId, type } = request;
  const ended = await endAnswered(scope, request, {
    outcome: outcomeOf(plan),
    template: "privacy.erased",
    params: { lines: [...linesOf(plan)] },
    basis: erasureBasis(scope, request, plan),
    change: { plan: plan.classes },
  });
  if (!ended.ok) return ended;
  const cause = type === "closure" ? "closure" : "deletion";
  const done = await carryOutPlan(scope, { customerId, requestId, plan }, cause);
  await addStep(scope, requestId, "carried-out");
  return decided(both(ended.value, done));
}
