import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { fromItemRow, ITEM_COLUMNS, type ItemRow, itemEvent } from "./item";
import { tellPromiseDue } from "./notices";

type Row = ItemRow & { promise_id: string; promise_due: string; made_by: string };

/** Marks promises whose time has run out, once each, and tells whoever has the item, or else whoever promised. */
export async function overduePromises(
  { tx, actor, now }: Scope,
  limit: number,
): Promise<{ audit: AuditEvent[]; events: OutboxEvent[] }> {
  const { rows } = await tx.execute<Row>(sql`with late as (
      select p.id from work_promises p where p.programme_id = ${actor.programmeId} and p.state = 'open'
        and p.due_at <= ${now}::timestamptz and p.overdue_at is null order by p.due_at limit ${limit} for update skip locked),
    marked as (update work_promises p set overdue_at = ${now}::timestamptz from late where p.id = late.id
      returning p.id, p.item_id, p.due_at, p.made_by)
    select ${ITEM_COLUMNS}, m.id as promise_id, m.due_at as promise_due, m.made_by from marked m join work_items w on w.id = m.item_id`);
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  for (const row of rows) {
    const item = fromItemRow(row);
    const due = toInstant(row.promise_due);
    const told = item.assigneeId ?? (row.made_by.startsWith("person:") ? row.made_by.slice("person:".length) : null);
    audit.push(itemEvent(item, "worklist.promise.overdue", { promise: row.promise_id, due }));
    if (told && item.state === "open") events.push(...tellPromiseDue(item, [told], due));
  }
  return { audit, events };
}
