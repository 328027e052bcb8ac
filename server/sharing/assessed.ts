import { assessmentCases } from "@/domain/processing/decisions";
import type { AssessmentCase } from "@/domain/processing/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { assessmentOf } from "@/server/processing/public";
import type { StoredPartner } from "./store";

/** The cases of giving data to a partner that nobody assessed yet. What a law orders is given without one. */
export async function unassessed(scope: Scope, partner: StoredPartner): Promise<readonly AssessmentCase[]> {
  if (partner.kind === "authority") return [];
  const { value: cases } = assessmentCases(factsOf(partner), shanghaiDate(scope.now), scope.rules);
  return assessmentOf(scope, { type: "partner", id: partner.id }, cases);
}

const factsOf = ({ fields, kind }: StoredPartner) => ({
  fields,
  automated: false,
  provided: true,
  exported: kind === "cross-border",
  majorEffect: false,
});

/** Refuses a partner as long as what it does to people is not assessed in every case the law names (law-pipl-55). */
export async function mustBeAssessed(scope: Scope, partner: StoredPartner): Promise<Result<true>> {
  const open = await unassessed(scope, partner);
  if (open.length === 0) return decided(true);
  const { basis } = assessmentCases(factsOf(partner), shanghaiDate(scope.now), scope.rules);
  return refuse("sharing.partner.no-assessment", { basis, params: { count: open.length } });
}
