import { sql } from "drizzle-orm";
import { type DayLine, inOrder } from "@/domain/completeness/day-end";
import type { LocalDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

type Row = { currency: string; direction: "in" | "out"; trade: string; hour: number; count: string; minor: string };

/**
 * Our ledger's counts and sums of a business day, by currency, direction, kind and hour of Shanghai; versions that were
 * corrected away or withdrawn do not count. Reads one month's partition.
 */
export async function readOurDay(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  date: LocalDate,
): Promise<readonly DayLine[]> {
  const { rows } = await tx.execute<Row>(sql`
    select currency, direction, kind as trade, extract(hour from occurred_at at time zone 'Asia/Shanghai')::int as hour,
      count(*) as count, sum(amount_minor)::text as minor
    from transactions
    where programme_id = ${actor.programmeId} and business_date = ${date}::date and retired_at is null
    group by 1, 2, 3, 4`);
  return inOrder(rows.map((row) => ({ ...row, count: Number(row.count), minor: BigInt(row.minor) })));
}
