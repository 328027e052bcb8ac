import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";

/** Evidence of a large-value item, seen by whoever sees the item. */
registerEvidenceSubject({
  type: "large-value",
  permission: "reports.large-value.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string }>(
      sql`select customer_id from large_value_candidates where id = ${id}::uuid and programme_id = ${actor.programmeId}`,
    );
    const [row] = rows;
    return row && { customerId: row.customer_id, clearance: "general" };
  },
});
