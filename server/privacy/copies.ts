import { sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";

/** How many copies of his data a customer was given by requests before. */
export async function copiesBefore({ tx, actor }: Pick<Scope, "tx" | "actor">, customerId: string): Promise<number> {
  const { rows } = await tx.execute<{ copies: number }>(sql`select count(*)::int as copies from privacy_requests
    where programme_id = ${actor.programmeId} and customer_id = ${customerId}::uuid and package_state = 'ready'`);
  return rows[0]?.copies ?? 0;
}
