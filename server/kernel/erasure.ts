import { sql } from "drizzle-orm";
import type { Scope } from "./scope";
import { forgetKeys } from "./vault";
import { wrappedKeys } from "./wrapped-keys";

/** Whose data of which class is to become unreadable for good. */
export type Erasure = { readonly subjectType: string; readonly subjectId: string; readonly retentionClass: string };

/** What was destroyed: the data keys, and how many search keys with them. */
export type Destroyed = {
  readonly keys: readonly string[];
  readonly searchKeys: number;
  /** The same by subject and class, `<subject> <class>`; what had neither is not in it. */
  readonly bySubject: ReadonlyMap<string, { readonly keys: readonly string[]; readonly searchKeys: number }>;
};

/**
 * Destroys every data key of subjects' retention classes and their search keys, and writes the act into the erasure ledger,
 * by which a restored backup destroys them again. The caller decides that it may be, and audits it; other processes forget
 * a key they had open within a minute.
 */
export async function destroyKeys(
  { tx, actor, now, newId }: Pick<Scope, "tx" | "actor" | "now" | "newId">,
  erasures: readonly Erasure[],
): Promise<Destroyed> {
  if (erasures.length === 0) return { keys: [], searchKeys: 0, bySubject: new Map() };
  const rows = JSON.stringify(
    erasures.map(({ subjectType, subjectId, retentionClass }) => ({
      id: newId(),
      subjectType,
      subjectId,
      retentionClass,
    })),
  );
  type Of = { subject: string; class: string };
  const these = sql`jsonb_to_recordset(${rows}::jsonb) as e (id uuid, "subjectType" text, "subjectId" uuid, "retentionClass" text)`;
  const keys: (Of & { id: string })[] = [];
  for (const { table, columns } of wrappedKeys()) {
    const gone = await tx.execute<Of & { id: string }>(sql`delete from ${sql.identifier(table)} k using ${these}
      where k.${sql.identifier(columns.subject)} = e."subjectId"
        and k.${sql.identifier(columns.retentionClass)} = e."retentionClass"
      returning k.${sql.identifier(columns.id)} as id, k.${sql.identifier(columns.subject)} as subject,
        k.${sql.identifier(columns.retentionClass)} as class`);
    keys.push(...gone.rows);
  }
  forgetKeys(keys.map(({ id }) => id));
  const { rows: counted } = await tx.execute<Of & { n: number }>(sql`with found as (
      delete from blind_index b using ${these} where b.subject_id = e."subjectId" and b.retention_class = e."retentionClass"
        returning b.subject_id, b.retention_class
    ), told as (
      insert into erasures (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, erased_at, erased_by)
      select e.id, ${actor.programmeId}, ${actor.legalEntityId}, e."subjectType", e."subjectId", e."retentionClass",
        ${now}::timestamptz, ${actor.id} from ${these})
    select subject_id as subject, retention_class as class, count(*)::int as n from found group by 1, 2`);
  const bySubject = new Map<string, { keys: string[]; searchKeys: number }>();
  const of = ({ subject, class: name }: Of) => {
    const known = bySubject.get(`${subject} ${name}`) ?? { keys: [], searchKeys: 0 };
    bySubject.set(`${subject} ${name}`, known);
    return known;
  };
  for (const key of keys) of(key).keys.push(key.id);
  for (const row of counted) of(row).searchKeys += row.n;
  return { keys: keys.map(({ id }) => id), searchKeys: counted.reduce((sum, { n }) => sum + n, 0), bySubject };
}

/** Destroys the keys of one subject's class. Gives how many there were. */
export async function eraseKeys(
  scope: Pick<Scope, "tx" | "actor" | "now" | "newId">,
  erasure: Erasure,
): Promise<number> {
  return (await destroyKeys(scope, [erasure])).keys.length;
}
