import { sql } from "drizzle-orm";
import { z } from "zod";
import { LINE_RULES, lineClassOf } from "@/domain/reports/large-value";
import { LINE_CLASSES } from "@/domain/reports/model";
import type { Scope } from "@/server/kernel/scope";

type LegsOf = {
  readonly business_date: string;
  readonly party_id: string;
  readonly direction: string;
  readonly rule_id: string;
};

const MAX_LEGS = 500;

/** A transaction of the sum. `cnyRunning` and `usdRunning` add up in order of time; amounts are minor units as text. */
export const legRow = z.object({
  id: z.string(),
  occurredAt: z.string(),
  kind: z.string(),
  amountMinor: z.string(),
  currency: z.string(),
  rate: z.string().nullable(),
  rateSource: z.string().nullable(),
  usdRate: z.string().nullable(),
  usdRateSource: z.string().nullable(),
  cnyMinor: z.string().nullable(),
  usdMinor: z.string().nullable(),
  cnyRunning: z.string(),
  usdRunning: z.string(),
  counterpartyType: z.string().nullable(),
  accountId: z.string(),
  accountNumber: z.string(),
  batchId: z.string().nullable(),
  batchNumber: z.string().nullable(),
  sourceRow: z.number().nullable(),
  final: z.boolean(),
});

export type LegRow = {
  id: string;
  occurred_at: string;
  kind: string;
  amount_minor: string;
  currency: string;
  rate: string | null;
  rate_source: string | null;
  usd_rate: string | null;
  usd_rate_source: string | null;
  cny_minor: string | null;
  usd_minor: string | null;
  cny_running: string;
  usd_running: string;
  counterparty_type: string | null;
  account_id: string;
  account_number: string;
  batch_id: string | null;
  batch_number: string | null;
  source_row: string | null;
  final: boolean;
  total: number;
};

/** Class conditions of the legs a line counts: the inverse of `lineClassOf`, read from it. */
function legCondition(ruleId: string) {
  const flags = [true, false];
  const cases = flags.flatMap((cash) => flags.flatMap((natural) => flags.map((cross) => ({ cash, natural, cross }))));
  const ofLine = LINE_CLASSES.find((lineClass) => LINE_RULES[lineClass] === ruleId);
  const counted = cases.filter(
    ({ cash, natural, cross }) => lineClassOf({ cash, naturalPerson: natural, crossBorder: cross }) === ofLine,
  );
  const rows = counted.map(
    ({ cash, natural, cross }) => sql`(${cash}::boolean, ${natural}::boolean, ${cross}::boolean)`,
  );
  return sql`(t.cash, t.natural_person, t.cross_border) in (${sql.join(rows, sql`, `)})`;
}

/** The transactions that a candidate counts, in order of time, with running sums. At most 500. */
export async function loadLegs({ tx }: Scope, row: LegsOf): Promise<LegRow[]> {
  const { rows } =
    await tx.execute<LegRow>(sql`select t.id, t.occurred_at, t.kind, t.amount_minor, t.currency, own.cny_per_unit as rate,
      own.source as rate_source, usd.cny_per_unit as usd_rate, usd.source as usd_rate_source, t.cny_minor, t.usd_minor,
      sum(coalesce(t.cny_minor, 0)) over w as cny_running, sum(coalesce(t.usd_minor, 0)) over w as usd_running, t.counterparty_type,
      t.account_id, a.number as account_number, t.batch_id, b.number as batch_number, t.source_row,
      coalesce(b.state, 'finalised') not in ('incomplete', 'withdrawing') as final, (count(*) over ())::int as total
    from customers m join transactions t on t.customer_id = m.id and t.business_date = ${row.business_date}::date
    join accounts a on a.id = t.account_id
    left join import_batches b on b.id = t.batch_id
    left join fx_rates own on own.currency = t.currency and own.on_date = t.business_date
    left join fx_rates usd on usd.currency = 'USD' and usd.on_date = t.business_date
    where m.party_id = ${row.party_id}::uuid and t.direction = ${row.direction} and t.retired_at is null and ${legCondition(row.rule_id)}
    window w as (order by t.occurred_at, t.id rows unbounded preceding)
    order by t.occurred_at, t.id limit ${MAX_LEGS}`);
  return rows;
}
