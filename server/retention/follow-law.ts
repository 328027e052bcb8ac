import { sql } from "drizzle-orm";
import { KEEPING_RULES } from "@/domain/retention/terms";
import { execute } from "@/server/kernel/command";
import type { JobContext } from "@/server/kernel/jobs";
import { registerLawFollower } from "@/server/rulebook/public";
import { recomputeEntries } from "./commands/recompute-entries";
import { termsChanged } from "./events";

const BATCH = 100;
const FIRST = "00000000-0000-0000-0000-000000000000";

registerLawFollower({
  name: "retention",
  async preview({ tx, actor }, change) {
    if (change.kind !== "rule" || !KEEPING_RULES.has(change.after.id)) return null;
    const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from retention_entries
      where programme_id = ${actor.programmeId} and state <> 'erased' and kept_until is not null`);
    const looked = rows[0]?.n ?? 0;
    return { looked, capped: false, changed: looked, examples: [] };
  },
  events: (change) =>
    change.kind === "rule" && KEEPING_RULES.has(change.after.id) ? [termsChanged({ changeId: change.changeId })] : [],
});

/** Plans again whatever still waits for its day, some customers at a time. */
export async function followTerms(
  { runtime, principal, eventId, requestId, signal }: JobContext,
  { changeId }: { changeId: string },
): Promise<void> {
  for (let after = FIRST; ; ) {
    signal.throwIfAborted();
    const { rows } = await runtime.pool.query<{ id: string }>(
      `select distinct customer_id as id from retention_entries where programme_id = $1 and state <> 'erased'
         and customer_id > $2 order by 1 limit ${BATCH}`,
      [principal.programmeId, after],
    );
    const last = rows.at(-1);
    if (!last) return;
    const input = { changeId, customerIds: rows.map(({ id }) => id) };
    const outcome = await execute(runtime, recomputeEntries, {
      principal,
      input,
      key: `${eventId}:${after}`,
      requestId,
    });
    if (!outcome.ok) throw new Error(outcome.code);
    after = last.id;
  }
}
