import { type SQL, sql } from "drizzle-orm";
import type { Line } from "@/domain/reverification/model";
import { RATE_CARRY_DAYS } from "@/domain/reverification/policy";
import type { LedgerLaw, Span } from "@/domain/reverification/triggers";
import { CURRENCIES, exponentOf } from "@/domain/shared/money";
import { cited, INSERT, meets, metBy } from "./ledger-sql";

/** Which currencies a balance may be valued through, by day: its own rate, or the latest before it that is not too old. */
export function ratesSql(span: Span): SQL {
  return sql`insert into rv_rates select c.currency, g.d::date, r.cny_per_unit, r.on_date < g.d::date
    from (select distinct currency from fx_rates) as c, generate_series(${span.from}::date, ${span.to}::date, interval '1 day') as g(d),
      lateral (select f.cny_per_unit, f.on_date from fx_rates f where f.currency = c.currency and f.on_date <= g.d::date
        and f.on_date >= g.d::date - ${RATE_CARRY_DAYS}::int order by f.on_date desc limit 1) as r`;
}

/** Hundredths of a major unit in one minor unit of `p.currency`. */
const HUNDREDTHS: SQL = sql.raw(
  `(case p.currency ${CURRENCIES.map((currency) => `when '${currency}' then ${100 / 10 ** (exponentOf(currency) ?? 0)}`).join(" ")} end)::numeric`,
);

/** A balance `s` on a day, joined to its rates `own` and `usd`: fen and US cents, null where unknown. */
export type Equivalent = { readonly cny: SQL; readonly usd: SQL };

/**
 * Runs of days that ended above the line on one account: the same as `balanceRuns`. A stretch between two movements is one
 * row; only foreign balances, and yuan below the yuan line that dollars might still lift over theirs, are looked at day by day.
 */
export function balanceRunsSql({ balance }: LedgerLaw, span: Span, equivalent: Equivalent): SQL | null {
  if (!balance) return null;
  const { line } = balance;
  const days = balance.runDays;
  const { ref, lines } = cited(balance);
  const yuanOver = meets("s.amount_minor", line.cny);
  // Fen below which no yuan balance meets either line at any rate; one less, for rounding.
  const leastYuan = sql`(select least(${line.cny.minor.toString()}::numeric, ${line.usd.minor.toString()}::numeric * min(cny_per_unit)) - 1
    from rv_rates where currency = 'USD')`;
  const rates = sql.raw(
    "left join rv_rates own on own.currency = s.currency and own.on_date = s.business_date left join rv_rates usd on usd.currency = 'USD' and usd.on_date = s.business_date",
  );
  // No run counts days before this one: what an account held as it began is enough, however long its history.
  const begin = sql`${span.from}::date - ${days}::int + 1`;
  return sql`${INSERT}
    with brought as materialized (
      select a.id as account_id, a.customer_id, o.currency, ${begin} as d, o.b
      from rv_touched x join accounts a on a.customer_id = x.customer_id, lateral (
        select t.currency, greatest(t.balance_after_minor, 0) as b from transactions t
        where t.customer_id = a.customer_id and t.account_id = a.id and t.business_date < ${begin} and t.retired_at is null
          and t.balance_after_minor is not null
        order by t.business_date desc, t.occurred_at desc, t.id desc limit 1) as o
      where o.currency <> 'CNY' and o.b > 0 or o.b >= ${leastYuan}
    ), high as materialized (
      select customer_id, account_id from brought
      union select t.customer_id, t.account_id from rv_touched x join transactions t on t.customer_id = x.customer_id
      where t.retired_at is null and t.business_date between ${begin} and ${span.to}::date
        and (t.currency <> 'CNY' and t.balance_after_minor > 0 or t.balance_after_minor >= ${leastYuan})
    ), moved as materialized (
      select distinct on (t.account_id, t.business_date) t.account_id, t.customer_id, t.currency, t.business_date as d,
        greatest(t.balance_after_minor, 0) as b
      from transactions t
      where t.retired_at is null and t.balance_after_minor is not null and t.business_date between ${begin} and ${span.to}::date
        and (t.customer_id, t.account_id) in (select customer_id, account_id from high)
      order by t.account_id, t.business_date, t.occurred_at desc, t.id desc
    ), day_ends as (
      select account_id, customer_id, currency, d, b from moved
      union all select account_id, customer_id, currency, d, b from brought o
      where not exists (select from moved m where m.account_id = o.account_id and m.d = o.d)
    ), stretches as (
      select *, least(coalesce(lead(d) over (partition by account_id order by d) - 1, ${span.to}::date), ${span.to}::date) as e from day_ends
    ), rates as (
      select currency, max(cny_per_unit) as most from rv_rates group by currency
    ), bounds as (
      select ${leastYuan} as floor
    ), day_by_day as (
      select p.account_id, p.customer_id, p.currency, p.b as amount_minor, p.d, p.e from stretches p cross join bounds b
        left join rates r on r.currency = p.currency
      where case when p.currency = 'CNY' then not ${meets("p.b", line.cny)} and p.b >= b.floor
        else p.b > 0 and (r.most is null or p.b * r.most * ${HUNDREDTHS} >= b.floor) end
    ), over as (
      select s.account_id, s.customer_id, s.d as f, s.e as t, 0 as carried from (select *, b as amount_minor from stretches) as s
        where s.currency = 'CNY' and ${yuanOver}
      union all
      select s.account_id, s.customer_id, s.business_date, s.business_date, coalesce(own.carried, false)::int
      from (select p.account_id, p.customer_id, p.currency, p.amount_minor, g.d::date as business_date
        from day_by_day p, generate_series(p.d, p.e, interval '1 day') as g(d)) as s ${rates}
      where ${eitherSql(equivalent, line)}
    ), runs as (
      select account_id, customer_id, min(f) as f, max(t) as t from (
        select *, sum(case when f = before + 1 then 0 else 1 end) over (partition by account_id order by f) as run from (
          select *, lag(t) over (partition by account_id order by f) as before from over) as marked) as numbered
      group by account_id, customer_id, run having max(t) - min(f) + 1 >= ${days}::int
    ), fired as (
      select r.account_id, r.customer_id, greatest(r.f + ${days}::int - 1, m.month::date, ${span.from}::date) as on_date, r.t
      from runs r, generate_series(date_trunc('month', greatest(r.f + ${days}::int - 1, ${span.from}::date)), r.t, interval '1 month') as m(month)
    ), told as (
      select distinct on (f.account_id, date_trunc('month', f.on_date)) f.account_id, f.customer_id, f.on_date, e.currency, e.b
      from fired f join stretches e on e.account_id = f.account_id and f.on_date between e.d and e.e
      where f.on_date <= f.t and f.on_date between ${span.from}::date and ${span.to}::date
      order by f.account_id, date_trunc('month', f.on_date), f.on_date
    ), carried as (
      select t.account_id, t.on_date, count(*)::int as n from told t
        join over o on o.account_id = t.account_id and o.carried > 0 and o.f between t.on_date - ${days}::int + 1 and t.on_date
      group by t.account_id, t.on_date
    ), told_sums as (
      select s.*, ${equivalent.cny} as cny, ${equivalent.usd} as usd, ${ref}, ${lines}
      from (select t.account_id, t.customer_id, t.currency, t.b as amount_minor, t.on_date as business_date, coalesce(c.n, 0) as unrated
        from told t left join carried c on c.account_id = t.account_id and c.on_date = t.on_date) as s ${rates}
    )
    select customer_id, account_id, 'balance-run', account_id || ':' || to_char(business_date, 'YYYY-MM'), business_date, rule_id, rule_version,
      ${metBy("cny", "usd", line)}, cny, usd, cny_line, usd_line, business_date - ${days}::int + 1, business_date, ${days}::int, unrated
    from told_sums
    on conflict do nothing`;
}

function eitherSql({ cny, usd }: Equivalent, line: Line): SQL {
  const at = (amount: SQL, one: Line["cny"]) =>
    sql`coalesce(${amount} ${sql.raw(one.inclusive ? ">=" : ">")} ${one.minor.toString()}::int8, false)`;
  return sql`(${at(cny, line.cny)} or ${at(usd, line.usd)})`;
}
