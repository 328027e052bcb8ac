import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";

/** Evidence of a changed limit: the customer's application and what proves his need. */
registerEvidenceSubject({
  type: "limit-adjustment",
  permission: "limits.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string }>(sql`select customer_id from limit_adjustments
      where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
    const [row] = rows;
    return row && { customerId: row.customer_id, clearance: "general" };
  },
});
