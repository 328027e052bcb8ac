import { sql } from "drizzle-orm";
import type { Clearance } from "@/domain/permissions";
import { registerEvidenceSubject } from "@/server/evidence/public";

/** Evidence of an order: the scan of its paper and of the officers' credentials, seen by whoever sees the order. */
registerEvidenceSubject({
  type: "order",
  permission: "orders.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute<{ customer_id: string | null; clearance: Clearance }>(
      sql`select customer_id, clearance from orders where id = ${id}::uuid and programme_id = ${actor.programmeId}`,
    );
    const [row] = rows;
    return row && { customerId: row.customer_id, clearance: row.clearance };
  },
});
