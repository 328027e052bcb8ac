import { sql } from "drizzle-orm";
import { onClocksMoved } from "@/server/clocks/public";
import { registerEvidenceSubject } from "@/server/evidence/public";
import { registerNoticeTarget } from "@/server/notifications/public";
import { OBJECTION } from "./store";

// Papers a customer hands in with an objection are seen by whoever sees the objection.
registerEvidenceSubject({
  type: OBJECTION,
  permission: "objections.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string }>(sql`select customer_id from objections
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return rows[0] && { customerId: rows[0].customer_id, clearance: "general" };
  },
});

// A notice about an objection names it only to who may see it when he reads.
registerNoticeTarget(OBJECTION, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("objections.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from objections
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});

// The term is kept beside the objection: it follows the clock. What is due at once by the house's own stays.
onClocksMoved("objections", async ({ tx, actor }, moved) => {
  for (const { subjectType, subjectId, due } of moved) {
    if (subjectType !== OBJECTION) continue;
    await tx.execute(sql`update objections set due_raw = ${due.dueRaw}::date, due_at = ${due.dueAt}::timestamptz, version = version + 1
      where id = ${subjectId}::uuid and programme_id = ${actor.programmeId} and state = 'open'`);
  }
});
