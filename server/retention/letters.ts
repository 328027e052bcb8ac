import { sql } from "drizzle-orm";
import { toInstantOrNull } from "@/db/schema/columns";
import { LETTER_LOOK_MINUTES, LETTER_WAIT_HOURS } from "@/domain/retention/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/**
 * The customers to whom a letter is on its way, neither handed over nor given up, with when it is to be asked after again.
 * A letter older than the house waits for holds nothing up.
 */
export async function lettersOnTheirWay(
  { tx, actor, now }: Pick<Scope, "tx" | "actor" | "now">,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, Instant>> {
  if (customerIds.length === 0) return new Map();
  const since = addDuration(now, { hours: -LETTER_WAIT_HOURS });
  const { rows } = await tx.execute<{
    id: string;
    goes: string | null;
  }>(sql`select l.customer_id as id, max(d.due_at) as goes
    from customer_letters l left join letter_dispatches d on d.letter_id = l.id and d.state = 'queued'
    where l.customer_id = any(${sql.param([...customerIds])}::uuid[]) and l.programme_id = ${actor.programmeId}
      and l.written_at > ${since}::timestamptz and (l.prepared_at is null or d.id is not null)
    group by l.customer_id`);
  const soon = addDuration(now, { minutes: LETTER_LOOK_MINUTES });
  return new Map(
    rows.map(({ id, goes }) => {
      const at = toInstantOrNull(goes);
      return [id, at !== null && at > soon ? at : soon];
    }),
  );
}
