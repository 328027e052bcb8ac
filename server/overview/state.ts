import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { CONTROLS_POLICY } from "@/domain/controls/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

export type CoreStatus = {
  state: "normal" | "unanswered";
  waiting: number;
  unanswered: number;
  oldestAt: Instant | null;
};

/** Instructions the payment core has not answered, and how many of them for longer than the house allows. */
export async function coreStatus({ tx, actor, now }: Scope): Promise<CoreStatus> {
  const limit = addDuration(now, { minutes: -CONTROLS_POLICY.unansweredMinutes });
  const { rows } = await tx.execute<{ waiting: number; unanswered: number; oldest: string | null }>(sql`
    select count(*)::int as waiting, (count(*) filter (where created_at <= ${limit}::timestamptz))::int as unanswered,
      min(created_at) as oldest
    from core_instructions where programme_id = ${actor.programmeId} and state in ('queued', 'sent')`);
  const row = rows[0];
  const unanswered = row?.unanswered ?? 0;
  return {
    state: unanswered > 0 ? "unanswered" : "normal",
    waiting: row?.waiting ?? 0,
    unanswered,
    oldestAt: row?.oldest ? toInstant(row.oldest) : null,
  };
}

/** When the programme's open log was last sealed; null before the first time. */
export async function lastSealed({ tx, actor }: Scope): Promise<Instant | null> {
  const { rows } = await tx.execute<{ at: string | null }>(
    sql`select max(sealed_at) as at from audit_heads where log = ${`${actor.programmeId}.general`}`,
  );
  return rows[0]?.at ? toInstant(rows[0].at) : null;
}
