import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import { today } from "../store";

/**
 * The house is told that a customer signed in by a way the agreement accepts: his accounts are in use. The latest day is
 * kept; an earlier one told later changes nothing. Refuses a day that has not come.
 */
export const recordLogin = command({
  name: "closures.login.record",
  permission: "closures.run",
  input: z.object({ customerId: z.uuid(), on: z.iso.date() }),
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, { customerId, on }) {
    const { tx, actor, now } = scope;
    const day = localDate(on);
    if (day > today(scope)) return refuse("kernel.input.invalid", { field: "on" });
    const { rows } = await tx.execute(
      sql`select from customers where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`,
    );
    if (rows.length === 0) notFound();
    await tx.execute(sql`insert into closure_logins as l (id, programme_id, legal_entity_id, customer_id, last_on, told_at)
      values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${customerId}::uuid, ${day}::date, ${now}::timestamptz)
      on conflict (customer_id) do update set last_on = greatest(l.last_on, excluded.last_on), told_at = excluded.told_at`);
    return committed({
      result: { customerId },
      audit: [{ kind: "closures.login.record", subject: { type: "customer", id: customerId }, data: { on: day } }],
    });
  },
});
