import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/**
 * Writes as parts of one statement, one round trip for all. They stand or fall together and do not see each other: none
 * may rest on what another writes, but for foreign keys, which are looked at when all are done.
 */
export const parts = (writes: readonly SQL[]): SQL[] =>
  writes.map((write, at) => sql`${sql.raw(`w${at}`)} as (${write})`);

/** Carries writes out at once, as one statement. */
export async function writeNow(tx: Tx, writes: readonly SQL[]): Promise<void> {
  if (writes.length > 0) await tx.execute(sql`with ${sql.join(parts(writes), sql`, `)} select`);
}
