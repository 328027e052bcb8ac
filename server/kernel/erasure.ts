import { sql } from "drizzle-orm";
import type { Scope } from "./scope";
import { forgetKeys } from "./vault";
import { wrappedKeys } from "./wrapped-keys";

/** Whose data of which class is to become unreadable for good. */
export type Erasure = { readonly subjectType: string; readonly subjectId: string; readonly retentionClass: string };

/**
 * Destroys every data key of a subject's retention class and its search keys, and writes the act into the erasure ledger,
 * by which a restored backup destroys them again. Gives how many keys there were. The caller decides that it may be, and
 * audits it; other processes forget a key they had open within a minute.
 */
export async function eraseKeys(
  scope: Pick<Scope, "tx" | "actor" | "now" | "newId">,
  erasure: Erasure,
): Promise<number> {
  const { tx, actor, now, newId } = scope;
  const { subjectType, subjectId, retentionClass } = erasure;
  let destroyed = 0;
  for (const { table, columns } of wrappedKeys()) {
    const gone = await tx.execute<{ id: string }>(sql`delete from ${sql.identifier(table)}
      where ${sql.identifier(columns.subject)} = ${subjectId} and ${sql.identifier(columns.retentionClass)} = ${retentionClass}
      returning ${sql.identifier(columns.id)} as id`);
    forgetKeys(gone.rows.map(({ id }) => id));
    destroyed += gone.rows.length;
  }
  await tx.execute(
    sql`delete from blind_index where subject_id = ${subjectId} and retention_class = ${retentionClass}`,
  );
  await tx.execute(sql`insert into erasures
    (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, erased_at, erased_by)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${subjectType}, ${subjectId}, ${retentionClass},
      ${now}::timestamptz, ${actor.id})`);
  return destroyed;
}
