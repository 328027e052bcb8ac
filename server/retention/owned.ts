import { type SQL, sql } from "drizzle-orm";
import type { RetentionClass } from "@/domain/retention/model";
import type { Erasure } from "@/server/kernel/erasure";
import { askPlanned } from "@/server/kernel/planned-once";
import type { Scope } from "@/server/kernel/scope";

/** A key beside the customer's own, with which of his classes it goes, and who may know of it. */
export type OwnedKey = Erasure & {
  readonly customerId: string;
  readonly of: RetentionClass;
  readonly clearance: "general" | "suspicion";
};

type Row = {
  customer_id: string;
  of: RetentionClass;
  subject_type: string;
  subject_id: string;
  retention_class: string;
  clearance: "general" | "suspicion";
};

type Goes = { readonly customerId: string; readonly of: RetentionClass };

/** Notes on deeds on many items, with one of the customers who go: the last of those the deed was about goes now. */
function notesOnMany({ actor }: Scope, goes: readonly Goes[]): SQL {
  const gone = sql`${sql.param(goes.filter(({ of }) => of === "casework").map(({ customerId }) => customerId))}::uuid[]`;
  return sql`(select distinct on (b.id) 'work-item', b.id, w.customer_id, b.clearance, 'casework'
    from work_items w join work_bulk_items i on i.item_id = w.id join work_bulks b on b.id = i.bulk_id
    where w.customer_id = any(${gone}) and w.programme_id = ${actor.programmeId} and b.note_sealed is not null
      and not exists (select from work_bulk_items o join work_items v on v.id = o.item_id
        where o.bulk_id = b.id and v.customer_id <> all(${gone}) and not exists (
          select from erasures e where e.subject_id = v.customer_id and e.retention_class = 'casework')) order by b.id)`;
}

/**
 * The data keys that seal classes of customers' data beside their own: those of files of that class, of orders and of
 * requests about them; and of packages, which hold a copy of every class and go with the first. A key goes once.
 */
export async function ownedKeys(scope: Scope, goes: readonly Goes[]): Promise<OwnedKey[]> {
  const { tx, actor } = scope;
  const customers = [...new Set(goes.map(({ customerId }) => customerId))];
  const mine = sql`customer_id = any(${sql.param(customers)}::uuid[]) and programme_id = ${actor.programmeId}`;
  const rows = await askPlanned<Row>(
    tx,
    sql`select distinct on (k.id) o.customer_id, g."of", k.subject_type, k.subject_id,
      k.retention_class, o.clearance
    from (select 'evidence-file' as type, id, customer_id, clearance, retention_class as class from evidence_files where ${mine}
      union all select 'order', id, customer_id, clearance, null from orders where ${mine}
      union all select 'order', id, customer_id, 'general', null from electronic_orders where ${mine}
      union all select 'privacy-request', id, customer_id, 'general', null from privacy_requests where ${mine}
      union all ${notesOnMany(scope, goes)}
      union all select 'package', id, customer_id, 'general', null from subject_packages where ${mine}) as o
    join subject_keys k on k.subject_id = o.id and k.subject_type = o.type
    join jsonb_to_recordset(${JSON.stringify(goes)}::jsonb) as g ("customerId" uuid, "of" text) on g."customerId" = o.customer_id
    where coalesce(o.class, g."of") = g."of" and (k.retention_class = g."of" or o.type = 'package')
    order by k.id, g."of"`,
  );
  return rows.map((row) => ({
    customerId: row.customer_id,
    of: row.of,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    retentionClass: row.retention_class,
    clearance: row.clearance,
  }));
}
