import { type SQL, sql } from "drizzle-orm";
import { customerPut } from "@/domain/connections/api";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerField, type FoundCustomer, findByReference, sealField } from "@/server/customers/public";
import { command, committed } from "@/server/kernel/command";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";

const SEALED: readonly CustomerField[] = ["name", "phone", "address"];
const PLAIN = { status: sql`status`, occupation: sql`occupation`, nationality: sql`nationality`, since: sql`since` };

/**
 * Writes a customer by the caller's reference: makes him, or changes what is named and leaves the rest. Refuses a person
 * becoming an enterprise. Values are in no entry; which fields were written is.
 */
export const putCustomer = command({
  name: "connections.customer.put",
  permission: "connections.customers.write",
  input: customerPut,
  subject: () => ({ type: "customer", id: "by-reference" }),
  async handle(scope, input) {
    const { tx, actor } = scope;
    // Two calls for one reference come one after the other: the same lock as an import making customers.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`ingestion-subjects:${actor.programmeId}`}, 0))`,
    );
    const found = await findByReference(scope, input.externalRef);
    if (found && found.kind !== input.kind) return refuse("connections.customer.kind", { field: "kind" });
    const customer = found ?? (await make(scope, input));
    const changes: SQL[] = [];
    for (const field of SEALED) {
      const value = input[field as "name"];
      if (value === undefined) continue;
      const { column, sealed } = await sealField(scope, customer.id, field, value);
      changes.push(sql`${sql.identifier(column)} = ${sealed}`);
    }
    for (const [field, column] of Object.entries(PLAIN)) {
      const value = input[field as "status"];
      if (value !== undefined) changes.push(sql`${column} = ${value}`);
    }
    if (changes.length > 0) {
      await tx.execute(sql`update customers set ${sql.join(changes, sql`, `)}, version = version + ${found ? 1 : 0}
        where id = ${customer.id}::uuid`);
    }
    const written = Object.keys(input).filter((name) => input[name as "kind"] !== undefined);
    return committed({
      result: { id: customer.id, number: customer.number, created: found === undefined },
      audit: [
        {
          kind: "connections.customer.put",
          subject: { type: "customer", id: customer.id },
          data: { number: customer.number, created: found === undefined, fields: written },
        },
      ],
    });
  },
});

async function make(scope: Scope, input: { externalRef: string; kind: string }): Promise<FoundCustomer> {
  const { tx, actor, now, newId } = scope;
  const id = newId<"customer">();
  const number = await takeNumber(tx, "customer");
  await tx.execute(sql`insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, since, status, created_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${id}, ${input.kind}, ${shanghaiDate(now)}::date,
      'active', ${now}::timestamptz)`);
  const { sealed } = await sealField(scope, id, "externalRef", input.externalRef);
  await tx.execute(sql`update customers set external_ref_sealed = ${sealed} where id = ${id}::uuid`);
  return { id, number, kind: input.kind };
}
