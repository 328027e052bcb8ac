import { type SQL, sql } from "drizzle-orm";
import type { Line } from "@/domain/reverification/model";
import { COUNTED_KINDS } from "@/domain/reverification/policy";
import type { LedgerLaw, Span } from "@/domain/reverification/triggers";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";

/**
 * Working tables of one evaluation, empty. `rv_touched`: whose days are looked at; `rv_read`: the stretches of days that are
 * read for it, apart from each other; `rv_legs`: the counted legs of those days; `rv_found`: what was found; `rv_rates`: the
 * rate in force on each day.
 */
export const WORK_TABLES: SQL = sql.raw(`
  create temp table if not exists rv_touched (customer_id uuid primary key, first date, last date) on commit delete rows;
  create temp table if not exists rv_read (customer_id uuid, from_day date, to_day date) on commit delete rows;
  create temp table if not exists rv_legs (customer_id uuid, business_date date, cny_minor int8, usd_minor int8) on commit delete rows;
  create temp table if not exists rv_found (customer_id uuid, account_id uuid, kind text, trigger_key text, on_date date, rule_id text,
    rule_version int, met_by text, cny_sum numeric, usd_sum numeric, cny_line int8, usd_line int8, window_from date, window_to date,
    counted int, unrated int, subject_id uuid, primary key (customer_id, kind, trigger_key)) on commit delete rows;
  create temp table if not exists rv_rates (currency text, on_date date, cny_per_unit numeric, carried boolean,
    primary key (currency, on_date)) on commit delete rows;
  truncate rv_touched, rv_read, rv_legs, rv_found, rv_rates`);

const COUNTED: SQL = sql.raw(`t.kind in (${COUNTED_KINDS.map((kind) => `'${kind}'`).join(", ")})`);

/** Whether an amount meets one currency's figure of a line; false for an amount that is not known. */
export function meets(amount: string, at: Line["cny"]): SQL {
  return sql`coalesce(${sql.raw(amount)} ${sql.raw(at.inclusive ? ">=" : ">")} ${at.minor.toString()}::int8, false)`;
}

const either = (cny: string, usd: string, line: Line) => sql`(${meets(cny, line.cny)} or ${meets(usd, line.usd)})`;

export const metBy = (
  cny: string,
  usd: string,
  line: Line,
) => sql`case when ${meets(cny, line.cny)} and ${meets(usd, line.usd)} then 'both'
  when ${meets(cny, line.cny)} then 'cny' else 'usd' end`;

/** The row that is cited and its lines, as columns. */
export const cited = ({ ref, line }: { ref: RuleRef; line: Line }) => ({
  ref: sql`${ref.ruleId}::text as rule_id, ${ref.version}::int as rule_version`,
  lines: sql`${line.cny.minor.toString()}::int8 as cny_line, ${line.usd.minor.toString()}::int8 as usd_line`,
});

/** Live legs of the touched individuals in a span, said of the partition key so that only its months are read. */
const legsOf = (span: Span, back: number) => sql`rv_touched x join transactions t on t.customer_id = x.customer_id
  and t.business_date between ${span.from}::date - ${back}::int and ${span.to}::date
  and t.business_date between x.first - ${back}::int and x.last and t.retired_at is null and ${COUNTED}`;

export const INSERT: SQL =
  sql.raw(`insert into rv_found (customer_id, account_id, kind, trigger_key, on_date, rule_id, rule_version, met_by, cny_sum, usd_sum,
  cny_line, usd_line, window_from, window_to, counted, unrated)`);

/** Where legs are read: the whole ledger of the touched, or `rv_legs` where all of theirs are held already. */
export type Source = "ledger" | "held";

const heldOf = (span: Span) => sql`rv_touched x join rv_legs t on t.customer_id = x.customer_id
  and t.business_date between x.first and x.last and t.business_date between ${span.from}::date and ${span.to}::date`;

/** Single movements at or above the line, one row a customer and day: the same as `singleAmounts`, and tested equal to it. */
export function singlesSql({ single }: LedgerLaw, span: Span, source: Source): SQL | null {
  if (!single) return null;
  const { line } = single;
  const { ref, lines } = cited(single);
  return sql`${INSERT} select s.customer_id, null, 'single-amount', s.d::text, s.d, s.rule_id, s.rule_version, ${metBy("s.cny", "s.usd", line)},
      s.cny, s.usd, s.cny_line, s.usd_line, s.d, s.d, s.n, s.unrated
    from (select t.customer_id, t.business_date as d, max(t.cny_minor) as cny, max(t.usd_minor) as usd, count(*)::int as n,
        (count(*) filter (where t.cny_minor is null or t.usd_minor is null))::int as unrated, ${ref}, ${lines}
      from ${source === "held" ? heldOf(span) : legsOf(span, 0)} where ${either("t.cny_minor", "t.usd_minor", line)} group by t.customer_id, t.business_date) as s
    on conflict do nothing`;
}

/** Holds the legs of every day of the touched that a window may need: for a few customers, whose ledger is read once. */
export function holdTouchedSql({ thirty }: LedgerLaw, span: Span): SQL {
  return sql`insert into rv_legs select t.customer_id, t.business_date, t.cny_minor, t.usd_minor
    from ${legsOf(span, (thirty?.windowDays ?? 1) - 1)}`;
}

/**
 * Reads, of very many customers, only the stretches of days in which a window may meet the line. Time is cut into pieces of
 * a window's length: a window lies in two that follow each other, so their totals together must meet it.
 */
export function readHotSql({ thirty }: LedgerLaw, span: Span): SQL | null {
  if (!thirty) return null;
  const { line, windowDays } = thirty;
  const length = sql.raw(String(windowDays));
  // Materialized, so that pieces are summed before they are sorted, not legs sorted before they are summed.
  return sql`insert into rv_read with pieces as materialized (
      select t.customer_id, (t.business_date - date '2000-01-01') / ${length} as piece, sum(coalesce(t.cny_minor, 0))::int8 as cny,
        sum(coalesce(t.usd_minor, 0))::int8 as usd
      from ${legsOf(span, windowDays - 1)} group by 1, 2)
    select distinct h.customer_id, date '2000-01-01' + p * ${length}, date '2000-01-01' + p * ${length} + ${length} - 1
    from (select customer_id, piece, sum(cny) over reach as cny, sum(usd) over reach as usd from pieces
      window reach as (partition by customer_id order by piece range between 1 preceding and current row)) as h,
      generate_series(h.piece - 1, h.piece) as p
    where ${either("h.cny", "h.usd", line)}`;
}

/** Holds the legs of the stretches of days to be read. */
export function holdReadSql({ thirty }: LedgerLaw, span: Span): SQL {
  return sql`insert into rv_legs select t.customer_id, t.business_date, t.cny_minor, t.usd_minor
    from rv_read x join transactions t on t.customer_id = x.customer_id and t.business_date between x.from_day and x.to_day
      and t.business_date between ${span.from}::date - ${(thirty?.windowDays ?? 1) - 1}::int and ${span.to}::date
      and t.retired_at is null and ${COUNTED}`;
}

/**
 * Totals over the window that ends with a movement, the first of each calendar month that meets the line: the same as
 * `thirtyDayTotals`. Reads `rv_legs`. Days are numbered, so that the window is a range of whole numbers.
 */
export function thirtyDaysSql({ thirty }: LedgerLaw, span: Span): SQL | null {
  if (!thirty) return null;
  const { line } = thirty;
  const back = thirty.windowDays - 1;
  const { ref, lines } = cited(thirty);
  return sql`${INSERT} select distinct on (w.customer_id, to_char(w.d, 'YYYY-MM')) w.customer_id, null, 'thirty-days', to_char(w.d, 'YYYY-MM'),
      w.d, ${ref}, ${metBy("w.cny", "w.usd", line)}, w.cny, w.usd, ${lines}, w.d - ${back}::int, w.d, w.n, w.unrated
    from (select s.customer_id, s.d, sum(s.cny) over moving as cny, sum(s.usd) over moving as usd,
        (sum(s.n) over moving)::int as n, (sum(s.unrated) over moving)::int as unrated
      from (select t.customer_id, t.business_date as d, t.business_date - date '2000-01-01' as day,
          sum(coalesce(t.cny_minor, 0))::int8 as cny, sum(coalesce(t.usd_minor, 0))::int8 as usd, count(*)::int as n,
          (count(*) filter (where t.cny_minor is null or t.usd_minor is null))::int as unrated
        from rv_legs t group by t.customer_id, t.business_date) as s
      window moving as (partition by s.customer_id order by s.day range between ${sql.raw(String(back))} preceding and current row)) as w
    join rv_touched x on x.customer_id = w.customer_id and w.d between x.first and x.last
    where w.d between ${span.from}::date and ${span.to}::date and ${either("w.cny", "w.usd", line)}
    order by w.customer_id, to_char(w.d, 'YYYY-MM'), w.d
    on conflict do nothing`;
}

/** The touched of an import: individuals with a leg of it, live or retired, and the days its legs bear on. */
export function touchedByBatchSql(
  batchId: string,
  span: { first: LocalDate; last: LocalDate },
  windowDays: number,
): SQL {
  return sql`insert into rv_touched select c.id, date_trunc('month', min(t.business_date))::date,
      (date_trunc('month', max(t.business_date) + ${windowDays}::int - 1) + interval '1 month')::date - 1
    from transactions t join customers c on c.id = t.customer_id and c.kind = 'person'
    where t.batch_id = ${batchId}::uuid and t.business_date between ${span.first}::date and ${span.last}::date group by c.id`;
}

/** Every individual of the programme, or some of them, over a span of days. */
export function touchedSql(programmeId: string, span: Span, customerIds: readonly string[] | null): SQL {
  const which = customerIds === null ? sql`` : sql`and c.id = any(${`{${customerIds.join(",")}}`}::uuid[])`;
  return sql`insert into rv_touched select c.id, ${span.from}::date, ${span.to}::date from customers c
    where c.programme_id = ${programmeId} and c.kind = 'person' ${which}`;
}
