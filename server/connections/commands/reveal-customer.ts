import { sql } from "drizzle-orm";
import { z } from "zod";
import { CLEAR_FIELDS, customerReveal } from "@/domain/connections/api";
import { REVEAL_FIELDS } from "@/domain/customers/fields";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/**
 * Gives a machine values of a customer in clear: a permission of its own, and an entry that names every field and the
 * purpose. The values are in the answer alone; a replay answers without them.
 */
export const revealCustomer = command({
  name: "connections.customer.reveal",
  permission: "connections.customers.clear",
  input: customerReveal.extend({ customerId: z.uuid() }),
  storesResult: false,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle({ tx, actor, vault }, { customerId, fields, purpose }) {
    const asked = CLEAR_FIELDS.filter((field) => fields.includes(field));
    const { rows } = await tx.execute<
      Record<string, Buffer | null>
    >(sql`select name_sealed, phone_sealed, address_sealed,
      external_ref_sealed from customers where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const opened = await vault.openAll(
      asked.map((field) => {
        const { table, column } = REVEAL_FIELDS[field];
        return { place: { table, column, rowId: customerId }, sealed: row[column] ?? null };
      }),
    );
    const values = Object.fromEntries(asked.map((field, at) => [field, opened[at] ?? null]));
    return committed({
      result: { id: customerId, values },
      audit: [
        {
          kind: "connections.customer.reveal",
          subject: { type: "customer", id: customerId },
          data: { fields: asked, purpose },
        },
      ],
    });
  },
});
