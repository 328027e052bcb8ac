import { sql } from "drizzle-orm";
import type { DataSubject } from "@/domain/privacy/requester";
import { birthDateOf } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** Whose data it is, held so that two requests of one person are entered one after the other. Throws not-found. */
export async function holdSubject(scope: Scope, customerId: string): Promise<DataSubject> {
  const { tx, actor } = scope;
  const { rows } = await tx.execute<{ kind: "person" | "enterprise" }>(sql`select kind from customers
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId} for no key update`);
  const { kind } = rows[0] ?? notFound();
  return { kind, bornOn: kind === "person" ? await birthDateOf(scope, customerId) : null };
}
