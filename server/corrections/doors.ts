import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";
import { registerNoticeTarget } from "@/server/notifications/public";
import { CORRECTION } from "./store";

// Papers that show what is right are seen by whoever sees the correction.
registerEvidenceSubject({
  type: CORRECTION,
  permission: "corrections.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string }>(sql`select customer_id from corrections
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return rows[0] && { customerId: rows[0].customer_id, clearance: "general" };
  },
});

registerNoticeTarget(CORRECTION, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("corrections.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from corrections
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
