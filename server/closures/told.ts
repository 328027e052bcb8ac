import { sql } from "drizzle-orm";
import type { Condition } from "@/domain/closures/model";
import { tellsOf } from "@/domain/closures/told";
import type { Scope } from "@/server/kernel/scope";

/** What remains of the closings something asked for, as their customer may hear it: of each the last time it was stopped. */
export async function toldRemains(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  subject: { readonly type: string; readonly id: string },
): Promise<readonly Condition[]> {
  const { rows } = await tx.execute<{ code: Condition }>(sql`select distinct unnest(s.conditions) as code
    from (select distinct on (k.account_id) k.id, k.state from closures k where k.programme_id = ${actor.programmeId}
        and k.subject_type = ${subject.type} and k.subject_id = ${subject.id}::uuid order by k.account_id, k.requested_at desc, k.id desc) k
      join closure_steps s on s.closure_id = k.id and s.kind = 'stopped' where k.state = 'stopped' order by 1`);
  return rows.map(({ code }) => code).filter(tellsOf);
}
