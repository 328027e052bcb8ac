import { sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";
import { SESSION_IDLE_MINUTES } from "@/server/kernel/session-limits";

/** Why a session ended before its time. */
export type EndedFor = "signed-out" | "ended" | "limit" | "forced" | "password" | "reset";

/** Ends sessions of a person at once, all but `keep`. Gives how many. */
export async function endSessionsOf(
  { tx, now, actor }: Pick<Scope, "tx" | "now" | "actor">,
  personId: string,
  why: EndedFor,
  keep: string | null = null,
): Promise<number> {
  const { rowCount } =
    await tx.execute(sql`update sessions set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id},
      ended_for = ${why}
    where person_id = ${personId}::uuid and revoked_at is null and id is distinct from ${keep}::uuid`);
  return rowCount ?? 0;
}

/** Ends the sessions longest unused so that with one more there are `most`. Gives their ids. The person's row is locked by the caller. */
export async function makeRoom(
  { tx, now, actor }: Pick<Scope, "tx" | "now" | "actor">,
  personId: string,
  most: number,
): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`update sessions set revoked_at = ${now}::timestamptz,
      revoked_by = ${actor.id}, ended_for = 'limit'
    where id in (select id from sessions where person_id = ${personId}::uuid and revoked_at is null
        and expires_at > ${now}::timestamptz
        and last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES})
      order by last_seen_at desc, id desc offset ${most - 1})
    returning id`);
  return rows.map(({ id }) => id);
}
