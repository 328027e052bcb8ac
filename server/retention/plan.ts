import { createHash } from "node:crypto";
import type { ClassPlan, ErasurePlan, PlanPurpose } from "@/domain/retention/model";
import { planClasses } from "@/domain/retention/plan";
import { canonicalJson } from "@/domain/shared/canonical-json";
import { regimeOf } from "@/domain/shared/regime";
import { shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { endsOf } from "./facts";
import { openHolds } from "./holds";

/**
 * What becomes of a customer's data, class by class, by the law of today. Who asks is himself a case that ends with his
 * answer: casework ends no earlier than today.
 */
export async function planErasure(
  scope: Scope,
  of: { readonly customerId: string; readonly purpose: PlanPurpose },
): Promise<ErasurePlan> {
  const classes = await planOf(scope, of, { asked: true });
  return { classes, digest: digestOf(classes) };
}

/** The same for what falls due by itself. */
export async function planOf(
  scope: Scope,
  { customerId, purpose }: { readonly customerId: string; readonly purpose: PlanPurpose },
  as: { readonly asked: boolean },
): Promise<readonly ClassPlan[]> {
  return (await plansOf(scope, { customerIds: [customerId], purpose }, as)).get(customerId) ?? notFound();
}

/** The plans of many customers. */
export async function plansOf(
  scope: Scope,
  { customerIds, purpose }: { readonly customerIds: readonly string[]; readonly purpose: PlanPurpose },
  { asked }: { readonly asked: boolean },
): Promise<ReadonlyMap<string, readonly ClassPlan[]>> {
  const today = shanghaiDate(scope.now);
  const regime = regimeOf(scope.actor.programmeId);
  const all = await endsOf(scope, customerIds);
  const open = await openHolds(scope, customerIds, "general");
  return new Map(
    [...all].map(([id, known]) => {
      const ends = asked ? { ...known, casework: today } : known;
      return [id, planClasses({ regime, ends, open: open.get(id) ?? [] }, purpose, scope.rules, today).value];
    }),
  );
}

/** Of what decides, not of the days: a plan made before midnight is the same after it. */
export function digestOf(classes: readonly ClassPlan[]): string {
  const decides = classes.map(({ of, disposition, years, anchor, basis, open }) => ({
    of,
    disposition,
    years,
    anchor,
    basis: basis.map(({ ruleId, version }) => `${ruleId}@${version}`),
    open: open.map(({ code, subject }) => `${code}:${subject?.id ?? ""}`),
  }));
  return createHash("sha256").update(canonicalJson(decides)).digest("hex");
}
