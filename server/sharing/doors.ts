import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";
import { registerNoticeTarget } from "@/server/notifications/public";
import { DEMAND, NOTICE } from "./store";

// The letter of a foreign body, and the permission that came, are seen by whoever sees the demand.
registerEvidenceSubject({
  type: DEMAND,
  permission: "sharing.demands.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute(sql`select from sharing_demands
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return rows.length > 0 ? { customerId: null, clearance: "general" } : undefined;
  },
});

// A notice of the console about a recipient names it only to who may see the register when he reads.
registerNoticeTarget(NOTICE, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("sharing.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from sharing_notices
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
