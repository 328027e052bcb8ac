import { sql } from "drizzle-orm";
import { onClocksMoved, pauseClocksOf, resumeClocksOf } from "@/server/clocks/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import type { Item } from "./item";

/** The ground of a clock that a reason to suspend stands for. The other reasons stop no clock. */
const GROUND: Readonly<Record<string, string>> = { customer: "requester-papers" };

/**
 * Pauses the legal clocks of an item's subject while it is suspended, where the rule of the clock allows it on such a
 * ground. Gives the audit entries; none when no clock may pause.
 */
export async function pauseClocks(scope: Scope, item: Item, reason: string): Promise<AuditEvent[]> {
  const ground = GROUND[reason];
  return ground ? pauseClocksOf(scope, { type: item.subjectType, id: item.subjectId }, ground) : [];
}

/** Lets the clocks run again that `pauseClocks` paused. */
export async function resumeClocks(scope: Scope, item: Item): Promise<AuditEvent[]> {
  return resumeClocksOf(scope, { type: item.subjectType, id: item.subjectId });
}

/** Open items carry a copy of their subject's due date: it moves with the clock, in the same transaction. */
onClocksMoved("worklist", async ({ tx, actor }, moved) => {
  const rows = moved.map(({ subjectType, subjectId, due }) => ({
    subject_type: subjectType,
    subject_id: subjectId,
    due_on: due.dueOn,
    due_at: due.dueAt,
    provisional: due.provisional,
  }));
  await tx.execute(sql`update work_items w set due_at = m.due_at, due_on = m.due_on, provisional = m.provisional, version = w.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (subject_type text, subject_id uuid, due_on date, due_at timestamptz,
      provisional boolean)
    where w.programme_id = ${actor.programmeId} and w.state = 'open' and w.subject_type = m.subject_type and w.subject_id = m.subject_id`);
});
