import { PURPOSES, type Purpose } from "@/domain/consents/model";
import { assessmentCases } from "@/domain/processing/decisions";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { assessmentOf } from "@/server/processing/public";
import { publishedVersions } from "./store";

/** What a purpose is by its nature, as the cases of assessment see it. */
const NATURE: Partial<
  Record<Purpose, { fields?: readonly string[]; automated?: true; provided?: true; exported?: true }>
> = {
  "automated-marketing": { automated: true },
  "share-partner": { provided: true },
  "share-affiliate": { provided: true },
  "face-check": { fields: ["face"] },
  "cross-border": { provided: true, exported: true },
};

/**
 * Refuses a version that brings or changes a purpose of the kinds the law wants assessed, as long as no accepted assessment
 * covers it.
 */
export async function newPurposesUncovered(
  scope: Scope,
  draft: {
    readonly document: string;
    readonly purposes: readonly Purpose[];
    readonly changedPurposes: readonly Purpose[];
  },
): Promise<Result<true>> {
  const on = shanghaiDate(scope.now);
  const known = new Set((await publishedVersions(scope)).flatMap(({ purposes }) => purposes));
  const fresh = draft.purposes.filter((purpose) => !known.has(purpose) || draft.changedPurposes.includes(purpose));
  for (const purpose of fresh) {
    if (PURPOSES[purpose].need === "core") continue;
    const { fields = [], automated = false, provided = false, exported = false } = NATURE[purpose] ?? {};
    const { value: cases, basis } = assessmentCases(
      { fields, automated, provided, exported, majorEffect: false },
      on,
      scope.rules,
    );
    const open = await assessmentOf(scope, { type: "purpose", id: purpose }, cases);
    if (open.length > 0)
      return refuse("consents.policy.no-assessment", { basis, field: "purposes", params: { count: open.length } });
  }
  return decided(true);
}
