import { sql } from "drizzle-orm";
import { registerEvidenceSubject } from "@/server/evidence/public";

/** Evidence of a customer: identity proofs and what else is kept about one, seen by whoever sees the customer. */
registerEvidenceSubject({
  type: "customer",
  permission: "customers.read",
  async find({ tx, actor }, id) {
    const { rows } = await tx.execute(
      sql`select from customers where id = ${id}::uuid and programme_id = ${actor.programmeId}`,
    );
    return rows.length > 0 ? { customerId: id, clearance: "general" } : undefined;
  },
});
