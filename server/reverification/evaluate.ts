import { type SQL, sql } from "drizzle-orm";
import type { LedgerKind, TriggerKind } from "@/domain/reverification/model";
import { type LedgerLaw, lawStretches, ledgerLaw, type Span } from "@/domain/reverification/triggers";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { addDays, addMonths, type LocalDate, localDate, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { CNY_MINOR, USD_MINOR } from "@/server/ledger/public";
import { closeItems } from "@/server/worklist/public";
import { type Absorbed, absorb } from "./absorb";
import { balanceRunsSql, ratesSql } from "./balance-sql";
import { endFallen } from "./ending";
import {
  holdReadSql,
  holdTouchedSql,
  readHotSql,
  singlesSql,
  thirtyDaysSql,
  touchedByBatchSql,
  touchedSql,
  WORK_TABLES,
} from "./ledger-sql";
import { REVIEW_ITEM } from "./store";

/** What an evaluation did. `gone`: triggers the ledger no longer bears out; `cancelled`: reviews nothing calls for any more. */
export type Evaluated = Absorbed & {
  readonly gone: number;
  readonly cancelled: number;
  readonly basis: readonly RuleRef[];
};

export const NOTHING: Evaluated = { triggers: 0, opened: 0, satisfied: 0, held: 0, gone: 0, cancelled: 0, basis: [] };

/** Whose days are looked at: those of an import, some customers', or everybody's. */
export type Which =
  | { readonly batchId: string; readonly first: LocalDate; readonly last: LocalDate }
  | { readonly span: Span; readonly customerIds: readonly string[] | null };

const startOfMonth = (date: LocalDate) => localDate(`${date.slice(0, 7)}-01`);

/** Begins an evaluation of a programme: one at a time, with room to sort, and pages at the price of memory or a fast disk. */
export async function begin({ tx, actor }: Scope): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reverification:${actor.programmeId}`}, 0)),
    set_config('work_mem', '192MB', true), set_config('jit', 'off', true), set_config('random_page_cost', '1.1', true)`);
  await tx.execute(WORK_TABLES);
}

/** Fills `rv_touched` and gives the days that its rows span; null when nobody is touched. */
async function touch(scope: Scope, which: Which): Promise<Span | null> {
  const { tx, actor, rules, now } = scope;
  if ("batchId" in which) {
    const window = ledgerLaw(rules, shanghaiDate(now)).thirty?.windowDays ?? 1;
    await tx.execute(touchedByBatchSql(which.batchId, which, window));
  } else {
    await tx.execute(touchedSql(actor.programmeId, which.span, which.customerIds));
  }
  await tx.execute(sql`analyze rv_touched`);
  const { rows } = await tx.execute<{ first: LocalDate | null; last: LocalDate | null }>(
    sql`select min(first)::text as first, max(last)::text as last from rv_touched`,
  );
  const { first, last } = rows[0] ?? { first: null, last: null };
  return first && last ? { from: first, to: last } : null;
}

/** The statements of the kinds asked for, one set for each stretch of days under the same law. */
function statements(scope: Scope, kinds: readonly LedgerKind[], span: Span, few: boolean): SQL[] {
  const yesterday = addDays(shanghaiDate(scope.now), -1);
  const equivalent = { cny: CNY_MINOR, usd: USD_MINOR };
  const held = (law: LedgerLaw, days: Span): (SQL | null)[] =>
    few
      ? [holdTouchedSql(law, days)]
      : [sql`delete from rv_read`, readHotSql(law, days), sql`analyze rv_read`, holdReadSql(law, days)];
  const of = (law: LedgerLaw, days: Span): (SQL | null)[] => [
    ...(few || kinds.includes("thirty-days") ? [sql`delete from rv_legs`, ...held(law, days)] : []),
    kinds.includes("single-amount") ? singlesSql(law, days, few ? "held" : "ledger") : null,
    kinds.includes("thirty-days") ? thirtyDaysSql(law, days) : null,
    kinds.includes("balance-run")
      ? balanceRunsSql(law, { ...days, to: days.to < yesterday ? days.to : yesterday }, equivalent)
      : null,
  ];
  return lawStretches(scope.rules, span).flatMap(({ law, from, to }) =>
    of(law, { from, to }).filter((one) => one !== null),
  );
}

/** Brings live triggers found again up to their arithmetic, where late or corrected legs moved it. */
const REFRESH = sql`update reverification_triggers g set on_date = f.on_date, rule_version = f.rule_version, met_by = f.met_by,
    cny_sum = f.cny_sum, usd_sum = f.usd_sum, cny_line = f.cny_line, usd_line = f.usd_line, window_from = f.window_from,
    window_to = f.window_to, counted = f.counted, unrated = f.unrated, version = g.version + 1
  from rv_found f where g.customer_id = f.customer_id and g.kind = f.kind and g.trigger_key = f.trigger_key and g.state <> 'gone'
    and (g.on_date, g.rule_version, g.met_by, g.cny_sum, g.usd_sum, g.cny_line, g.usd_line, g.counted, g.unrated)
      is distinct from (f.on_date, f.rule_version, f.met_by, f.cny_sum, f.usd_sum, f.cny_line, f.usd_line, f.counted, f.unrated)
    and g.kind in ('single-amount', 'thirty-days', 'balance-run')`;

/** Marks live triggers of the days looked at that were not found again. `span` holds all of those days: by it they are found. */
function goneSql(kinds: readonly LedgerKind[], span: Span, now: string): SQL {
  return sql`update reverification_triggers g set state = 'gone', gone_at = ${now}::timestamptz, hold_id = null, version = g.version + 1
    from rv_touched x where g.customer_id = x.customer_id and g.kind = any(${`{${kinds.join(",")}}`}::text[])
      and g.state in ('joined', 'satisfied', 'held') and g.on_date between x.first and x.last
      and g.on_date between ${span.from}::date and ${span.to}::date
      and not exists (select from rv_found f where f.customer_id = g.customer_id and f.kind = g.kind and f.trigger_key = g.trigger_key)`;
}

/**
 * Looks for triggers of the ledger again and takes in what is new: findings into `rv_found`, then `settleFindings`. Works
 * in the caller's transaction; running it twice changes nothing.
 */
export async function evaluateLedger(scope: Scope, which: Which, kinds: readonly LedgerKind[]): Promise<Evaluated> {
  const { tx, now } = scope;
  await begin(scope);
  const span = await touch(scope, which);
  if (!span) return NOTHING;
  if (kinds.includes("balance-run")) {
    const { rows } = await tx.execute<{ first: LocalDate | null }>(
      sql`select min(on_date)::text as first from fx_rates`,
    );
    if (rows[0]?.first) await tx.execute(ratesSql({ from: rows[0].first, to: span.to }));
    await tx.execute(sql`analyze rv_rates`);
  }
  for (const statement of statements(scope, kinds, span, "batchId" in which)) await tx.execute(statement);
  await tx.execute(sql`analyze rv_found`);
  await tx.execute(REFRESH);
  const gone = await tx.execute(goneSql(kinds, span, now));
  return settleFindings(scope, kinds, gone.rowCount ?? 0);
}

/** Takes in what was found, and ends the reviews that nothing calls for any more. */
export async function settleFindings(scope: Scope, kinds: readonly TriggerKind[], gone: number): Promise<Evaluated> {
  const { tx, actor, now } = scope;
  const absorbed = await absorb(scope);
  const fallen = gone === 0 ? [] : await endFallen(scope);
  await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: fallen, as: "cancelled" }, now);
  const { rows } = await tx.execute<{ rule_id: string; rule_version: number }>(
    sql`select distinct rule_id, rule_version from rv_found where kind = any(${`{${kinds.join(",")}}`}::text[]) order by 1, 2`,
  );
  const basis = rows.map((row) => ({ ruleId: row.rule_id, version: row.rule_version }));
  return { ...absorbed, gone, cancelled: fallen.length, basis };
}

/** The whole ledger up to today, from the month it begins in. Null while it is empty. */
export async function wholeLedger({ tx, actor, now }: Scope): Promise<Span | null> {
  const { rows } = await tx.execute<{ first: LocalDate | null; last: LocalDate | null }>(sql`select
      (select (t.occurred_at at time zone 'Asia/Shanghai')::date::text from transactions t
        where t.programme_id = ${actor.programmeId} order by t.occurred_at limit 1) as first,
      (select (t.occurred_at at time zone 'Asia/Shanghai')::date::text from transactions t
        where t.programme_id = ${actor.programmeId} order by t.occurred_at desc limit 1) as last`);
  const { first, last } = rows[0] ?? { first: null, last: null };
  if (!first || !last) return null;
  const today = shanghaiDate(now);
  // A day beside the moment's own: an import may name the business day itself.
  const to = last > today ? last : today;
  return { from: startOfMonth(addDays(first, -1)), to: addDays(addMonths(startOfMonth(to), 1), -1) };
}

/** The days a night looks at for runs of balances: the month before and this one, up to yesterday. */
export function recentMonths(now: Scope["now"]): Span {
  const yesterday = addDays(shanghaiDate(now), -1);
  return { from: addMonths(startOfMonth(yesterday), -1), to: yesterday };
}
