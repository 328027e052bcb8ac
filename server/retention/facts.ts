import { type SQL, sql } from "drizzle-orm";
import type { Ends } from "@/domain/retention/terms";
import { type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { askPlanned } from "@/server/kernel/planned-once";
import type { Scope } from "@/server/kernel/scope";

/** Moments at which something about a customer ended, as everybody may know them: what is behind the wall moves no date. */
const ENDS_OF_CASES: readonly (readonly [table: string, moment: string])[] = [
  ["work_items", "closed_at"],
  ["measures", "coalesce(released_at, ended_at)"],
  ["loss_reports", "ended_at"],
  ["objections", "decided_at"],
  ["closures", "ended_at"],
  ["kyc_submissions", "decided_at"],
  ["reverifications", "ended_at"],
  ["orders", "coalesce(ended_at, received_at)"],
  ["electronic_orders", "coalesce(ended_at, received_at)"],
  ["limit_adjustments", "ended_at"],
  ["approvals", "decided_at"],
  ["customer_letters", "written_at"],
];
const WALLED = new Set(["work_items", "measures", "orders", "approvals"]);

const lastOf = ([table, moment]: (typeof ENDS_OF_CASES)[number]): SQL =>
  sql`(select max(${sql.raw(moment)}) from ${sql.identifier(table)} where customer_id = c.id
    ${WALLED.has(table) ? sql`and clearance = 'general'` : sql``})`;

type Row = {
  id: string;
  created_at: string;
  accounts: number;
  open: number;
  arriving: boolean;
  closed_on: LocalDate | null;
  known_end: LocalDate | null;
  closed_at: string | null;
  last_trade: LocalDate | null;
  last_case: string | null;
};

/**
 * The ends customers' terms run from, of many at once. What was planned keeps its anchor, also once the account's own dates are gone. An
 * account closed on a day nobody saw counts from today, which keeps longer.
 */
export async function endsOf(
  { tx, actor, now }: Scope,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, Ends>> {
  const cases = sql.join(ENDS_OF_CASES.map(lastOf), sql`, `);
  const rows = await askPlanned<Row>(
    tx,
    sql`select c.id, c.created_at::text as created_at, a.accounts, a.open, a.closed_on::text as closed_on,
      (select max(ended_on)::text from retention_entries where customer_id = c.id and anchor = 'relationship-end') as known_end,
      (select max(ended_at)::text from closures where customer_id = c.id and state = 'closed') as closed_at,
      exists (select from kyc_submissions s where s.customer_id = c.id and s.decided_at is null and s.status <> 'withdrawn') as arriving,
      (select max(business_date)::text from transactions where customer_id = c.id) as last_trade, greatest(${cases})::text as last_case
    from customers c, lateral (select count(*)::int as accounts, (count(*) filter (where status = 'open'))::int as open,
      max(closed_on) as closed_on from accounts where customer_id = c.id) a
    where c.id = any(${sql.param([...customerIds])}::uuid[]) and c.programme_id = ${actor.programmeId}`,
  );
  const today = shanghaiDate(now);
  const found = new Map(
    rows.map((row): [string, Ends] => [
      row.id,
      {
        relationship: row.open > 0 || row.arriving ? null : endOfRelationship(row, today),
        trade: row.last_trade,
        casework: day(row.last_case),
      },
    ]),
  );
  return customerIds.every((id) => found.has(id)) ? found : notFound();
}

const day = (moment: string | null): LocalDate | null =>
  moment === null ? null : shanghaiDate(new Date(moment).toISOString() as Instant);

function endOfRelationship(row: Row, today: LocalDate): LocalDate | null {
  if (row.accounts === 0) return day(row.created_at);
  return row.closed_on ?? row.known_end ?? day(row.closed_at) ?? today;
}
