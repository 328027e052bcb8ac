import type { MeasureDetail } from "./measure";

/**
 * What comes next, as a path of words under `controls.page`: who must act, or what ends it by itself. A measure of the
 * system ends with its ground, one of an authority by it or its term, one for the customer by his verification.
 */
export function nextStep({ measure, afterReview }: Pick<MeasureDetail, "measure" | "afterReview">) {
  const { state, source, road, kind, expiresAt } = measure;
  if (source === "system") return systemStep(measure, afterReview);
  if (kind === "deduction" && state === "instructed") return "nextAuthority.deduction" as const;
  if (source === "own-judgement" && road === "at-once") {
    if (state === "instructed") return "nextAtOnce.instructed" as const;
    if (state === "in-force" && afterReview) return "nextAtOnce.review" as const;
  }
  if (state === "in-force" && source === "authority")
    return expiresAt ? ("nextAuthority.ends" as const) : ("nextAuthority.in-force" as const);
  if (state === "in-force" && source === "customer")
    return expiresAt ? ("nextCustomer.ends" as const) : ("nextCustomer.in-force" as const);
  return `next.${state}` as const;
}

function systemStep({ state, reasonCode }: MeasureDetail["measure"], afterReview: boolean) {
  if (state === "failed") return "nextSystem.failed" as const;
  if (state !== "in-force") return `next.${state}` as const;
  if (reasonCode === "under-review") return "nextSystem.under-review" as const;
  return afterReview ? ("nextSystem.review" as const) : ("nextSystem.in-force" as const);
}
