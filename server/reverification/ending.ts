import { sql } from "drizzle-orm";
import { enqueue } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { reviewEnded } from "./events";

/** Cancels open reviews of which no trigger is live any more. Gives their ids. */
export async function endFallen({ tx, actor, now }: Scope): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`update reverifications r set state = 'cancelled',
      ended_at = ${now}::timestamptz, ended_by = ${actor.id}, version = r.version + 1
    where r.programme_id = ${actor.programmeId} and r.state in ('asked', 'at-desk')
      and not exists (select from reverification_triggers g where g.review_id = r.id and g.state = 'joined')
    returning r.id`);
  const ids = rows.map(({ id }) => id);
  for (let at = 0; at < ids.length; at += 500) {
    const some = ids.slice(at, at + 500);
    await enqueue(
      tx,
      actor,
      some.map((reviewId) => reviewEnded({ reviewId })),
    );
  }
  return ids;
}
