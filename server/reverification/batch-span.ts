import { sql } from "drizzle-orm";
import type { LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** The business dates an import of the programme spans; null where it took nothing in. Not-found for one that is not there. */
export async function batchSpan(
  { tx, actor }: Scope,
  batchId: string,
): Promise<{ readonly first: LocalDate; readonly last: LocalDate } | null> {
  const { rows } = await tx.execute<{ first: LocalDate | null; last: LocalDate | null }>(
    sql`select first_date::text as first, last_date::text as last from import_batches
      where id = ${batchId}::uuid and programme_id = ${actor.programmeId}`,
  );
  const { first, last } = rows[0] ?? notFound();
  return first && last ? { first, last } : null;
}
