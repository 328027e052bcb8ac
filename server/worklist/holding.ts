import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { Instant } from "@/domain/shared/time";
import { holderOf } from "@/domain/worklist/eligibility";
import type { Actor } from "@/server/kernel/actor";

/** The open item of a subject, and whose it is at this moment. */
export type Holding = {
  readonly itemId: string;
  /** Nobody once a lock has run out. */
  readonly holderId: string | null;
  readonly lockedUntil: Instant | null;
  /** Since when the holder has it. */
  readonly since: Instant | null;
};

type Row = { id: string; assignee_id: string | null; locked_until: string | null; assigned_at: string | null };

/** The open item of a kind and subject, locked when asked, so that nobody takes it meanwhile; null where none is open. */
export async function holdingOf(
  tx: Tx,
  actor: Pick<Actor, "programmeId">,
  which: { readonly kind: string; readonly subjectId: string; readonly lock?: boolean },
  now: Instant,
): Promise<Holding | null> {
  const { rows } = await tx.execute<Row>(sql`select id, assignee_id, locked_until, assigned_at from work_items
    where programme_id = ${actor.programmeId} and kind = ${which.kind} and subject_id = ${which.subjectId}::uuid
      and state = 'open' ${which.lock ? sql`for update` : sql``}`);
  const row = rows[0];
  if (!row) return null;
  const lockedUntil = toInstantOrNull(row.locked_until);
  const holderId = holderOf({ assigneeId: row.assignee_id, lockedUntil }, now);
  const since = holderId === null || row.assigned_at === null ? null : toInstant(row.assigned_at);
  return { itemId: row.id, holderId, lockedUntil: holderId === null ? null : lockedUntil, since };
}
