import { sql } from "drizzle-orm";
import { endRepresentativeInput } from "@/domain/customers/schema";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Ends an entry of who acts for an enterprise, today; it stays on record. Refuses one that has ended. */
export const endRepresentative = command({
  name: "customers.representative.end",
  permission: "customers.enterprise.record",
  input: endRepresentativeInput,
  subject: ({ representativeId }) => ({ type: "representative", id: representativeId }),
  async handle({ tx, actor, now }, { representativeId }) {
    const { rows } = await tx.execute<{ customer_id: string; role: string; ended: boolean }>(
      sql`select customer_id, role, ended_at is not null as ended from representatives
        where id = ${representativeId}::uuid and programme_id = ${actor.programmeId} for update`,
    );
    const row = rows[0] ?? notFound();
    if (row.ended) return refuse("customers.representative.ended");
    await tx.execute(sql`update representatives set ended_on = ${shanghaiDate(now)}::date, ended_at = ${now}::timestamptz,
      ended_by = ${actor.id} where id = ${representativeId}::uuid`);
    return committed({
      result: { representativeId },
      audit: [
        {
          kind: "customers.representative.end",
          subject: { type: "customer", id: row.customer_id },
          data: { representative: representativeId, role: row.role },
        },
      ],
    });
  },
});
