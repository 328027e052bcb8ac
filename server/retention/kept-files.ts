import { sql } from "drizzle-orm";
import type { RetentionClass } from "@/domain/retention/model";
import { fileEnded } from "@/server/evidence/events";
import { destroyKeys } from "@/server/kernel/erasure";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";

/** What a keeping holds of a file beside its row: the key of its content, and where in the store that lies. */
export type KeptFile = {
  readonly key: string | null;
  readonly blobs: readonly {
    readonly name: string;
    readonly part: string;
    readonly page: number;
    readonly type: string;
  }[];
};

type Row = { id: string; key_id: string | null; class: string; wrapped: Buffer | null; blobs: KeptFile["blobs"] };

/** The keys and places of files' contents: what lies in the store stays there, to be opened with the keeping alone. */
export async function keptFiles(
  { tx, keyRing }: Scope,
  files: readonly { readonly id?: unknown }[],
): Promise<ReadonlyMap<string, KeptFile>> {
  const { rows } = await tx.execute<Row>(sql`select f.id, k.id as key_id, f.retention_class as class, k.wrapped,
      coalesce((select jsonb_agg(jsonb_build_object('name', b.store_name, 'part', b.part, 'page', b.page, 'type', b.media_type)
        order by b.part, b.page) from evidence_blobs b where b.file_id = f.id and b.written), '[]'::jsonb) as blobs
    from evidence_files f left join subject_keys k on k.subject_id = f.id and k.retention_class = f.retention_class
    where f.id = any(${sql.param(files.map(({ id }) => String(id)))}::uuid[])`);
  return new Map(
    rows.map(({ id, key_id: keyId, class: retentionClass, wrapped, blobs }): [string, KeptFile] => {
      const key = wrapped && keyId ? keyRing.unwrap(wrapped, { keyId, subjectId: id, retentionClass }) : null;
      return [id, { key: key?.toString("base64") ?? null, blobs }];
    }),
  );
}

type Kept = { readonly table: string; readonly rows: readonly { readonly id?: unknown }[] };

/**
 * Nothing needs what was kept any more: what it names and stayed behind the wall goes too, keys, files and what lies in the
 * store. What came since is not in it, and stays.
 */
export async function releaseFiles(
  scope: Scope,
  kept: readonly Kept[],
  of: RetentionClass,
): Promise<readonly OutboxEvent[]> {
  const { tx, actor, now } = scope;
  const idsOf = (name: string) =>
    kept.flatMap(({ table, rows }) => (table === name ? rows.map(({ id }) => String(id)) : []));
  const files = idsOf("evidence_files");
  const keys = [
    ...files.map((id) => ({ subjectType: "evidence-file", subjectId: id, retentionClass: of })),
    ...idsOf("orders").map((id) => ({ subjectType: "order", subjectId: id, retentionClass: of })),
  ];
  await destroyKeys(scope, keys);
  await tx.execute(sql`update evidence_files set state = 'erased', end_code = 'retention', ended_at = ${now}::timestamptz,
      version = version + 1
    where id = any(${sql.param(files)}::uuid[]) and programme_id = ${actor.programmeId} and state <> 'erased'`);
  return files.map((fileId) => fileEnded({ fileId }));
}
