import { sql } from "drizzle-orm";
import { normaliseReference } from "@/domain/customers/normalise";
import { mayBeFound } from "@/server/kernel/restricted";
import type { Scope } from "@/server/kernel/scope";

/** A customer that was named from outside. */
export type FoundCustomer = { id: string; number: string; kind: string };

function referred({ actor, vault }: Scope, reference: string) {
  const value = vault.blind("external-ref", normaliseReference(reference) ?? reference);
  return sql`from customers c where c.programme_id = ${actor.programmeId} and ${mayBeFound(actor, "c.id")} and c.id in (select subject_id from blind_index
      where programme_id = ${actor.programmeId} and kind = 'external-ref' and subject_type = 'customer' and value = ${value}::bytea)
    order by c.created_at, c.id limit 1`;
}

/** The customer of a caller's reference, locked; undefined when the house has none. */
export async function findByReference(scope: Scope, reference: string): Promise<FoundCustomer | undefined> {
  const { rows } = await scope.tx.execute<FoundCustomer>(
    sql`select c.id, c.number, c.kind ${referred(scope, reference)} for update`,
  );
  return rows[0];
}

/** The id of the customer of a caller's reference, for looking only; undefined when the house has none. */
export async function customerOfReference(scope: Scope, reference: string): Promise<string | undefined> {
  const { rows } = await scope.tx.execute<{ id: string }>(sql`select c.id ${referred(scope, reference)}`);
  return rows[0]?.id;
}

/** The customer of a number as people say it, locked; undefined when there is none for this actor. */
export async function findByNumber({ tx, actor }: Scope, number: string): Promise<FoundCustomer | undefined> {
  const { rows } = await tx.execute<FoundCustomer>(sql`select id, number, kind from customers
    where number = ${number} and programme_id = ${actor.programmeId} for update`);
  return rows[0];
}
