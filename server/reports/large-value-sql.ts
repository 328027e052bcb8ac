import { type SQL, sql } from "drizzle-orm";
import type { LargeValueLine } from "@/domain/reports/model";
import type { LocalDate } from "@/domain/shared/time";

/** The class of leg `t`: the same cases as `lineClassOf`, in the same order. */
const LINE_CLASS = sql.raw(`case when t.cash then 'cash' when not t.natural_person then 'nonnatural'
  when t.cross_border then 'natural-crossborder' else 'natural-domestic' end`);

/** The lines in force on one date, and by when what reaches them is reported. */
export type LawOfDay = {
  readonly date: LocalDate;
  readonly lines: readonly LargeValueLine[];
  readonly due: { readonly dueOn: string; readonly dueAt: string; readonly provisional: boolean };
};

/** The lines of each date as rows: class, rule, version, figures in minor units, whether each is inclusive. */
function linesSql(days: readonly LawOfDay[]): SQL {
  const rows = days.flatMap(({ date, lines }) =>
    lines.map(({ lineClass, ref, cny, usd }) => ({
      date,
      line_class: lineClass,
      rule_id: ref.ruleId,
      rule_version: ref.version,
      cny_line: String(cny.minor),
      cny_incl: cny.inclusive,
      usd_line: String(usd.minor),
      usd_incl: usd.inclusive,
    })),
  );
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as l (date date, line_class text, rule_id text, rule_version int,
    cny_line int8, cny_incl boolean, usd_line int8, usd_incl boolean)`;
}

/** Whether an amount reaches a currency's figure of line `l`. */
function reachesSql(amount: string, currency: "cny" | "usd"): SQL {
  return sql.raw(`(${amount} > l.${currency}_line or (l.${currency}_incl and ${amount} = l.${currency}_line))`);
}

/**
 * Assesses the parties and Shanghai dates in `lv_touched`, into `lv_found`: one row per party, date, direction and line
 * reached. Generated from the same rulebook rows as `assess`, and property-tested equal to it. `settling` is the batch
 * about to be declared whole: its rows no longer make a day unfinished.
 */
export function assessSql(days: readonly LawOfDay[], legalEntityId: string, settling: string | null): SQL {
  const cnySum = reachesSql("s.cny_sum", "cny");
  const usdSum = reachesSql("coalesce(s.usd_sum, -1)", "usd");
  return sql`insert into lv_found (party_id, business_date, customer_id, direction, rule_id, rule_version, met_by, cny_sum, usd_sum, cny_line, usd_line,
      transaction_count, unrated, single, final)
    with unfinished as (
      select id from import_batches where state in ('incomplete', 'withdrawing') and id is distinct from ${settling}::uuid
    ), sums as (
      select c.party_id, t.business_date, min(c.id::text)::uuid as customer_id, t.direction, ${LINE_CLASS} as line_class,
        sum(coalesce(t.cny_minor, 0)) as cny_sum, sum(t.usd_minor) as usd_sum, max(t.cny_minor) as cny_max, max(t.usd_minor) as usd_max,
        count(*)::int as transaction_count, (count(*) filter (where t.cny_minor is null or t.usd_minor is null))::int as unrated,
        bool_or(t.batch_id in (select id from unfinished)) as pending
      from lv_touched x
      join customers c on c.party_id = x.party_id and c.legal_entity_id = ${legalEntityId}
      join transactions t on t.customer_id = c.id and t.business_date = x.business_date and t.retired_at is null
        and ${between(days)}
      group by c.party_id, t.business_date, t.direction, 5
    )
    select s.party_id, s.business_date, s.customer_id, s.direction, l.rule_id, l.rule_version,
      case when ${cnySum} and ${usdSum} then 'both' when ${cnySum} then 'cny' else 'usd' end,
      s.cny_sum, s.usd_sum, l.cny_line, l.usd_line, s.transaction_count, s.unrated,
      coalesce(${reachesSql("s.cny_max", "cny")}, false) or coalesce(${reachesSql("s.usd_max", "usd")}, false),
      not coalesce(s.pending, false)
    from sums s join ${linesSql(days)} on l.line_class = s.line_class and l.date = s.business_date
    where ${cnySum} or ${usdSum}`;
}

/** The dates' span, said of the partition key so that only their months are read. */
function between(days: readonly LawOfDay[]): SQL {
  return sql`t.business_date between ${days[0]?.date ?? null}::date and ${days.at(-1)?.date ?? null}::date`;
}

/** Working tables of one recomputation, empty. */
export const WORK_TABLES: SQL =
  sql.raw(`create temp table if not exists lv_touched (party_id uuid, business_date date) on commit delete rows;
  create temp table if not exists lv_found (party_id uuid, business_date date, customer_id uuid, direction text, rule_id text, rule_version int, met_by text,
    cny_sum numeric, usd_sum numeric, cny_line int8, usd_line int8, transaction_count int, unrated int, single boolean, final boolean,
    primary key (party_id, business_date, direction, rule_id)) on commit delete rows;
  truncate lv_touched, lv_found`);

const KEY = sql.raw(
  "e.party_id = f.party_id and e.business_date = f.business_date and e.direction = f.direction and e.rule_id = f.rule_id",
);

/** Whether what a person may have relied on differs between candidate `e` and finding `f`. */
const CHANGED =
  sql.raw(`(e.rule_version, e.met_by, e.cny_sum, e.usd_sum, e.cny_line, e.usd_line, e.transaction_count, e.unrated, e.single)
  is distinct from (f.rule_version, f.met_by, f.cny_sum, f.usd_sum, f.cny_line, f.usd_line, f.transaction_count, f.unrated, f.single)`);

/** Brings existing candidates up to the findings; a withdrawn one, and a confirmed or exempt one whose sum moved, is open again. */
export function updateFoundSql(legalEntityId: string, now: string): SQL {
  return sql`update large_value_candidates as e set rule_version = f.rule_version, met_by = f.met_by, cny_sum = f.cny_sum, usd_sum = f.usd_sum,
      cny_line = f.cny_line, usd_line = f.usd_line, transaction_count = f.transaction_count, unrated = f.unrated, single = f.single,
      final = f.final, recomputed_at = ${now}::timestamptz,
      state = case when e.state = 'withdrawn' or ${CHANGED} then 'open' else e.state end,
      exemption = case when ${CHANGED} then null else e.exemption end,
      exemption_approval_id = case when ${CHANGED} then null else e.exemption_approval_id end,
      exempted_at = case when ${CHANGED} then null else e.exempted_at end,
      version = e.version + (case when e.state = 'withdrawn' or ${CHANGED} then 1 else 0 end)
    from lv_found f, large_value_candidates old
    where old.id = e.id and e.legal_entity_id = ${legalEntityId} and ${KEY}
      and (e.state = 'withdrawn' or e.final <> f.final or ${CHANGED})
    returning e.id, e.number, e.customer_id as "customerId", e.business_date as "date", old.state as before, e.state as after`;
}

/** Withdraws candidates of touched parties that no longer reach their line. */
export function withdrawFallenSql(legalEntityId: string, now: string): SQL {
  return sql`update large_value_candidates as e set state = 'withdrawn', exemption = null, exemption_approval_id = null,
      exempted_at = null, final = true, version = version + 1, recomputed_at = ${now}::timestamptz
    where e.legal_entity_id = ${legalEntityId} and e.state <> 'withdrawn'
      and (e.party_id, e.business_date) in (select party_id, business_date from lv_touched) and not exists (select from lv_found f where ${KEY})
    returning e.id`;
}

/** How many findings have no candidate yet. */
export function countNewSql(legalEntityId: string): SQL {
  return sql`select count(*)::int as n from lv_found f where not exists (select from large_value_candidates e
    where e.legal_entity_id = ${legalEntityId} and ${KEY})`;
}

/** Adds candidates for findings that have none, under ids made by the application. */
export function insertNewSql(
  days: readonly LawOfDay[],
  owner: { programmeId: string; legalEntityId: string },
  ids: readonly string[],
  now: string,
  number: SQL,
): SQL {
  return sql`insert into large_value_candidates (id, programme_id, legal_entity_id, number, party_id, customer_id, business_date, direction,
      rule_id, rule_version, met_by, cny_sum, usd_sum, cny_line, usd_line, transaction_count, unrated, single, final, state, due_on, due_at,
      provisional, found_at, recomputed_at)
    select i.id, ${owner.programmeId}, ${owner.legalEntityId}, ${number}, n.party_id, n.customer_id, n.business_date, n.direction, n.rule_id,
      n.rule_version, n.met_by, n.cny_sum, n.usd_sum, n.cny_line, n.usd_line, n.transaction_count, n.unrated, n.single, n.final, 'open',
      d."dueOn", d."dueAt", d.provisional, ${now}::timestamptz, ${now}::timestamptz
    from (select f.*, row_number() over (order by f.business_date, f.party_id, f.direction, f.rule_id) as ordinality from lv_found f
      where not exists (select from large_value_candidates e where e.legal_entity_id = ${owner.legalEntityId}
        and ${KEY})) as n
    join unnest(${`{${ids.join(",")}}`}::uuid[]) with ordinality as i (id, ordinality) using (ordinality)
    join jsonb_to_recordset(${JSON.stringify(days.map(({ date, due }) => ({ date, ...due })))}::jsonb)
      as d (date date, "dueOn" date, "dueAt" timestamptz, provisional boolean) on d.date = n.business_date
    order by i.ordinality
    returning id, number, customer_id as "customerId", business_date as "date"`;
}
