import { sql } from "drizzle-orm";
import type { Clearance } from "@/domain/permissions";
import { registerEvidenceSubject } from "@/server/evidence/public";

/** Evidence of a measure: what its proposal rests on, seen by whoever sees the measure. */
registerEvidenceSubject({
  type: "measure",
  permission: "controls.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string; clearance: Clearance }>(
      sql`select a.customer_id, m.clearance from measures m join accounts a on a.id = m.account_id
        where m.id = ${id}::uuid and m.programme_id = ${actor.programmeId}`,
    );
    const [row] = rows;
    return row && { customerId: row.customer_id, clearance: row.clearance };
  },
});
