import { type SQL, sql } from "drizzle-orm";
import { USE_OF } from "@/domain/limits/balance-use";
import { USE_OF_KIND } from "@/domain/limits/model";
import type { Rules } from "@/domain/rulebook/model";
import type { LocalDate } from "@/domain/shared/time";

/** `case` from one word to another, made of a table of the domain. */
const caseOf = (column: string, words: Readonly<Record<string, string | undefined>>): SQL =>
  sql.raw(
    `case ${column} ${Object.entries(words)
      .flatMap(([word, means]) => (means ? [`when '${word}' then '${means}'`] : []))
      .join(" ")} end`,
  );

/** How many factors a leg must tell of to count as verified by two. */
export const enoughFactors = (rules: Rules, on: LocalDate): number =>
  Number(rules.figure("law-np-24-b", "factors", on).value);

/** Legs of the ledger out of the balance, one row each, as `Counted` of domain/limits/opening.ts. */
const legs = (enough: number): SQL => sql`select t.customer_id, t.account_id, t.business_date as on_day,
    ${caseOf("t.kind", USE_OF)} as use, t.same_name or t.kind = 'withdrawal' as own_name, t.cny_minor as minor,
    0 as ours, 1 as legs, 0 as our_transfers, 0 as our_free, 0 as our_agreed, 0 as our_two, 0 as our_one,
    (t.kind = 'transfer')::int as leg_transfers, (coalesce(t.auth_factors, -1) = 0)::int as leg_free,
    (coalesce(t.auth_factors, -1) < ${enough}::int)::int as leg_one
  from transactions t where t.retired_at is null and t.direction = 'out' and t.kind in ${Object.keys(USE_OF)}
    and t.cny_minor is not null`;

/** Decisions that stand: reserved, or confirmed. */
const ours: SQL = sql`select d.customer_id, d.account_id, d.business_date as on_day, ${caseOf("d.kind", USE_OF_KIND)} as use,
    d.own_name, d.amount_minor as minor, 1 as ours, 0 as legs, (d.kind = 'transfer')::int as our_transfers,
    (cardinality(d.factors) = 0)::int as our_free, (d.tier = 'agreed')::int as our_agreed, (d.tier = 'two')::int as our_two,
    (d.tier = 'one')::int as our_one, 0 as leg_transfers, 0 as leg_free, 0 as leg_one
  from decisions d where d.state in ('reserved', 'confirmed')`;

/** Where every window begins on a day. The lifetime's counter carries a day before any account. */
export const EVER = "1900-01-01" as LocalDate;
export type WindowStarts = { readonly day: LocalDate; readonly year: LocalDate };
/** The windows counters are kept for. */
export const keptWindows = ({ day, year }: WindowStarts) => ({ day, year, lifetime: EVER });

/**
 * What accounts of customers used in each window, from ledger and decisions: `openingUse` of the domain for sets, proved
 * equal to it by test. Columns as those of `limit_counters`.
 */
export function openingSelect(
  of: { readonly programmeId: string; readonly customerIds: readonly string[] },
  /** Where each window begins, by its name; all end with the day of `on`. */
  windows: Readonly<Record<string, LocalDate>>,
  on: LocalDate,
  rules: Rules,
): SQL {
  const named = Object.entries(windows).map(([name, startsOn]) => sql`(${name}::text, ${startsOn}::date)`);
  const within = sql`customer_id = any(${sql.param([...of.customerIds])}::uuid[]) and programme_id = ${of.programmeId}`;
  return sql`with each_one as (
      (${legs(enoughFactors(rules, on))} and t.${within} and t.business_date <= ${on}::date)
      union all (${ours} and d.${within} and d.business_date <= ${on}::date)),
    buckets as (
      select customer_id, account_id, on_day, use, own_name, minor, sum(ours) as ours, sum(our_transfers) as our_transfers,
        sum(our_free) as our_free, sum(our_agreed) as agreed, sum(our_two) as our_two, sum(our_one) as our_one,
        greatest(sum(legs) - sum(ours), 0) as beyond, sum(leg_transfers) > 0 as leg_transfers,
        least(greatest(sum(legs) - sum(ours), 0), sum(leg_free)) as leg_free,
        least(greatest(sum(legs) - sum(ours), 0), sum(leg_one)) as leg_one
      from each_one group by 1, 2, 3, 4, 5, 6),
    windows (window_kind, starts_on) as (values ${sql.join(named, sql`, `)})
    select b.customer_id, b.account_id, w.window_kind, w.starts_on,
      coalesce(sum(minor * (ours + beyond)) filter (where not own_name), 0)::int8 as paid_minor,
      coalesce(sum(minor * (ours + beyond)) filter (where own_name), 0)::int8 as own_name_minor,
      coalesce(sum(minor * (our_transfers + case when leg_transfers then beyond else 0 end)) filter (where not own_name), 0)::int8 as transfer_minor,
      coalesce(sum(our_transfers + case when leg_transfers then beyond else 0 end) filter (where not own_name), 0)::int as transfer_count,
      coalesce(sum(minor * (our_free + leg_free)) filter (where not own_name), 0)::int8 as free_minor,
      coalesce(sum(agreed) filter (where not own_name), 0)::int as agreed_count,
      coalesce(sum(our_two + beyond - leg_one) filter (where not own_name), 0)::int as two_count,
      coalesce(sum(our_one + leg_one) filter (where not own_name), 0)::int as one_count
    from buckets b join windows w on b.on_day >= w.starts_on group by 1, 2, 3, 4`;
}
