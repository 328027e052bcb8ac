import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { Measure } from "@/domain/controls/model";
import type { Scope } from "@/server/kernel/scope";

const decider = z.object({ zh: z.string(), en: z.string(), at: z.string() });

/** Who else had a hand in a measure, and when its term was moved. */
export const historyOut = z.object({
  /** The second person of the proposal, and of its release; null while undecided, and where there is none. */
  checker: decider.nullable(),
  releaseChecker: decider.nullable(),
  renewals: z.array(z.object({ at: z.string(), until: z.string() })),
});

/** The second persons of a measure and its renewals, oldest first. Renewals of a secret one are behind the wall. */
export async function historyOf(scope: Scope, measure: Measure): Promise<z.output<typeof historyOut>> {
  const release = "releaseApprovalId" in measure ? measure.releaseApprovalId : null;
  const ids = [measure.approvalId, release].filter((id) => id !== null);
  type Decision = { id: string; name_zh: string; name_en: string; decided_at: string };
  const decisions =
    ids.length === 0
      ? []
      : (
          await scope.tx.execute<Decision>(sql`select a.id, p.name_zh, p.name_en, a.decided_at from approvals a
            join people p on p.id = a.checker_id where a.id in ${ids} and a.status = 'approved'`)
        ).rows;
  const by = (id: string | null) => {
    const found = decisions.find((one) => one.id === id);
    return found ? { zh: found.name_zh, en: found.name_en, at: toInstant(found.decided_at) } : null;
  };
  type Renewal = { at: string; until: string };
  const { rows } = await scope.tx.execute<Renewal>(sql`select at, leaf::json -> 'data' ->> 'expiresAt' as until
    from audit_entries where subject_id = ${measure.id}::text and kind = 'controls.measure.extend' and outcome = 'committed'
    order by at, id`);
  return {
    checker: by(measure.approvalId),
    releaseChecker: by(release),
    renewals: rows.map(({ at, until }) => ({ at: toInstant(at), until: toInstant(until) })),
  };
}
