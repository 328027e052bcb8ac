import { sql } from "drizzle-orm";
import { type Assessed, uncovered } from "@/domain/processing/decisions";
import type { AboutType, AssessmentCase } from "@/domain/processing/model";
import type { Scope } from "@/server/kernel/scope";

type Reader = Pick<Scope, "tx" | "actor">;

/** The cases among these that no accepted assessment of the thing covers. */
export async function assessmentOf(
  { tx, actor }: Reader,
  about: { readonly type: AboutType; readonly id: string },
  cases: readonly AssessmentCase[],
): Promise<readonly AssessmentCase[]> {
  if (cases.length === 0) return [];
  const { rows } = await tx.execute<{
    case_code: Assessed["caseCode"];
    state: Assessed["state"];
  }>(sql`select case_code, state
    from impact_assessments where programme_id = ${actor.programmeId} and about_type = ${about.type} and about_id = ${about.id}`);
  return uncovered(
    cases,
    rows.map(({ case_code, state }) => ({ caseCode: case_code, state })),
  );
}
