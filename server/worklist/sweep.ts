import { sql } from "drizzle-orm";
import type { Instant } from "@/domain/shared/time";
import { addDuration } from "@/domain/shared/time";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { resumeClocks } from "./clocks";
import { fromItemRow, ITEM_COLUMNS, type ItemRow, itemEvent } from "./item";

type Woken = ItemRow & { what: "resumed" | "woken" | "lapsed"; was_assignee: string | null };

/**
 * Brings back what ends by itself by now: suspended and snoozed items whose day has come, and locks that ran out. Rows
 * that others are changing are left to them. Gives the audit entries, one per item.
 */
export async function wakeDue(scope: Scope, limit: number): Promise<AuditEvent[]> {
  const { tx, actor, now } = scope;
  const lock = lockEnd(now);
  const { rows } = await tx.execute<Woken>(sql`with due as (
      select w.id, w.assignee_id, case when w.suspended_at is not null then 'resumed'
          when w.snoozed_until is not null then 'woken' else 'lapsed' end as what
      from work_items w where w.programme_id = ${actor.programmeId} and w.wake_at <= ${now}::timestamptz
      order by w.wake_at limit ${limit} for update skip locked)
    update work_items w set version = w.version + 1,
      suspended_at = null, suspended_until = null, snoozed_until = null,
      assignee_id = case when due.what = 'lapsed' then null else w.assignee_id end,
      held_as = case when due.what = 'lapsed' then null else w.held_as end,
      assigned_at = case when due.what = 'lapsed' then null else w.assigned_at end,
      locked_until = case when due.what <> 'lapsed' and w.held_as = 'taken' then ${lock}::timestamptz end
    from due where w.id = due.id returning ${ITEM_COLUMNS}, due.what, due.assignee_id as was_assignee`);
  const events: AuditEvent[] = [];
  for (const row of rows) {
    const item = fromItemRow(row);
    if (row.what === "resumed") events.push(...(await resumeClocks(scope, item)));
    events.push(
      row.what === "lapsed"
        ? itemEvent(item, "worklist.item.lapse", { from: row.was_assignee })
        : itemEvent(item, "worklist.item.resume", { reason: "due" }),
    );
  }
  return events;
}

/** When a lock taken or renewed now runs out. */
export function lockEnd(now: Instant): Instant {
  return addDuration(now, { minutes: WORKLIST_POLICY.lockMinutes });
}
