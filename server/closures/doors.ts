import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";
import { registerNoticeTarget } from "@/server/notifications/public";
import { CLOSURE } from "./store";

// Papers of a closing are seen by whoever sees the closing.
registerEvidenceSubject({
  type: CLOSURE,
  permission: "closures.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string }>(sql`select customer_id from closures
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return rows[0] && { customerId: rows[0].customer_id, clearance: "general" };
  },
});

// A notice about a closing names it only to who may see it when he reads.
registerNoticeTarget(CLOSURE, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("closures.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from closures
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
