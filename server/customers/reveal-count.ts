import { sql } from "drizzle-orm";
import { shanghaiDate, startOfDay } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** How many values the actor opened today (Shanghai day), by the audit log. */
export async function revealsToday({ tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from audit_entries
    where programme_id = ${actor.programmeId} and at >= ${startOfDay(shanghaiDate(now))}::timestamptz
      and actor_id = ${actor.id} and kind = 'customers.field.reveal' and outcome = 'committed'`);
  return rows[0]?.n ?? 0;
}
