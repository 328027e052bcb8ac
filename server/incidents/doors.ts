import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";
import { registerNoticeTarget } from "@/server/notifications/public";
import { INCIDENT } from "./store";

// Receipts, screenshots and logs of an incident are seen by whoever sees the incident.
registerEvidenceSubject({
  type: INCIDENT,
  permission: "incidents.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute(sql`select from incidents
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    return rows.length > 0 ? { customerId: null, clearance: "general" } : undefined;
  },
});

// A notice about an incident names it only to who may see it when he reads.
registerNoticeTarget(INCIDENT, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("incidents.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from incidents
    where programme_id = ${actor.programmeId} and id = any(${sql.param([...ids])}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
