import { type SQL, sql } from "drizzle-orm";
import type { Due } from "@/domain/clocks/model";
import { largeValueLines, ONE_SIDE_RULE, REPORT_TERM, reportDue } from "@/domain/reports/large-value";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";
import { cancelClocks, startClocks } from "@/server/clocks/public";
import type { Principal } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { nextNumberSql } from "@/server/kernel/numbers";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import { closeItems, openItems } from "@/server/worklist/public";
import {
  assessSql,
  countNewSql,
  insertNewSql,
  type LawOfDay,
  updateFoundSql,
  WORK_TABLES,
  withdrawFallenSql,
} from "./large-value-sql";

/** Kind of the work item and subject type of the clock of a candidate. */
export const LARGE_VALUE = "large-value";

/** What a recomputation did. `candidates` counts the live ones of the days looked at. */
export type Recomputed = {
  readonly candidates: number;
  readonly opened: number;
  readonly reopened: number;
  readonly withdrawn: number;
  readonly basis: readonly RuleRef[];
};

/** States in which no term to report runs. */
const STOPPED: readonly string[] = ["withdrawn", "exempt"];

/** A recomputation that found nothing to do. */
export const NOTHING: Recomputed = { candidates: 0, opened: 0, reopened: 0, withdrawn: 0, basis: [] };

/** Which parties of a date to look at again. */
export type Touched = { readonly batchId: string } | { readonly customerIds: readonly string[] } | "everybody";

type CandidateRow = { id: string; number: string; customerId: string; date: string };

function touchedSql(touched: Touched, dates: readonly LocalDate[]): SQL {
  const which =
    touched === "everybody"
      ? sql`true`
      : "batchId" in touched
        ? sql`t.batch_id = ${touched.batchId}::uuid`
        : sql`t.customer_id = any(${`{${touched.customerIds.join(",")}}`}::uuid[])`;
  return sql`insert into lv_touched select distinct c.party_id, t.business_date from transactions t join customers c on c.id = t.customer_id
    where t.business_date between ${dates[0] ?? null}::date and ${dates.at(-1) ?? null}::date
      and t.business_date = any(${`{${dates.join(",")}}`}::date[]) and ${which}`;
}

/**
 * Computes the large-value candidates of Shanghai dates of one month again, for the parties touched, from all their live
 * legs: new ones open with a work item and a clock, ones below their line are withdrawn with both, ones above it again are
 * reopened. Works in the caller's transaction, one recomputation of a month at a time; running it twice changes nothing.
 */
export async function recomputeMonth(
  scope: Scope,
  dates: readonly LocalDate[],
  touched: Touched,
  options: { settling?: string } = {},
): Promise<Recomputed> {
  const { tx, actor, now } = scope;
  const days = lawOfDays(scope, dates);
  const [first] = days;
  if (!first) return NOTHING;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`large-value:${actor.programmeId}:${first.date.slice(0, 7)}`}, 0))`,
  );
  await tx.execute(WORK_TABLES);
  await tx.execute(
    touchedSql(
      touched,
      days.map(({ date }) => date),
    ),
  );
  await tx.execute(sql`analyze lv_touched`);
  await tx.execute(assessSql(days, actor.legalEntityId, options.settling ?? null));
  await tx.execute(sql`analyze lv_found`);

  const entity = actor.legalEntityId;
  const changed = await tx.execute<CandidateRow & { before: string; after: string }>(updateFoundSql(entity, now));
  const fallen = await tx.execute<{ id: string }>(withdrawFallenSql(entity, now));
  const missing = await tx.execute<{ n: number }>(countNewSql(entity));
  const ids = Array.from({ length: missing.rows[0]?.n ?? 0 }, () => newId<"large-value">());
  const added =
    ids.length === 0
      ? []
      : (await tx.execute<CandidateRow>(insertNewSql(days, actor, ids, now, nextNumberSql("large-value")))).rows;
  const again = changed.rows.filter(({ before, after }) => after === "open" && before !== "open");
  await remind(
    scope,
    days,
    [...added, ...again],
    [...added, ...again.filter(({ before }) => STOPPED.includes(before))],
  );
  const gone = fallen.rows.map(({ id }) => id);
  await closeItems(tx, actor, { kind: LARGE_VALUE, subjectIds: gone, as: "cancelled" }, now);
  await cancelClocks(tx, actor, { subjectType: LARGE_VALUE, subjectIds: gone }, now);

  const { rows } = await tx.execute<{ n: number; dates: LocalDate[] | null }>(
    sql`select count(*)::int as n, array_agg(distinct business_date::text) as dates from lv_found`,
  );
  const reached = new Set(rows[0]?.dates ?? []);
  const basis = days.filter(({ date }) => reached.has(date)).flatMap(({ basis }) => basis);
  return {
    candidates: rows[0]?.n ?? 0,
    opened: added.length,
    reopened: again.length,
    withdrawn: gone.length,
    basis: mergeBasis([], basis),
  };
}

type Day = LawOfDay & { readonly due: Due; readonly basis: readonly RuleRef[] };

/** The law of each date on which the rule was in force. */
function lawOfDays(scope: Scope, dates: readonly LocalDate[]): Day[] {
  return [...dates].sort().flatMap((date) => {
    const lines = largeValueLines(scope.rules, date);
    if (lines.length === 0) return [];
    const due = reportDue(date, scope);
    const basis = [...lines.map(({ ref }) => ref), scope.rules.ref(ONE_SIDE_RULE, date), ...due.basis];
    return [{ date, lines, due: due.value, basis }];
  });
}

/** Opens work and term of one candidate again, by the law of its date. */
export function remindOf(scope: Scope, row: Omit<CandidateRow, "date"> & { readonly date: LocalDate }): Promise<void> {
  return remind(scope, lawOfDays(scope, [row.date]), [row], [row]);
}

/** Opens work items and clocks, each with its date's due date. */
async function remind(
  scope: Scope,
  days: readonly Day[],
  rows: readonly CandidateRow[],
  clocked: readonly CandidateRow[],
): Promise<void> {
  const { tx, actor, now, rules } = scope;
  const byDate = new Map(days.map((day) => [day.date as string, day.due]));
  const items = rows.map((row) => {
    const due = byDate.get(row.date);
    return {
      kind: LARGE_VALUE,
      number: row.number,
      subjectType: LARGE_VALUE,
      subjectId: row.id,
      customerId: row.customerId,
      dueAt: due?.dueAt ?? null,
      dueOn: due?.dueOn ?? null,
      provisional: due?.provisional ?? false,
    };
  });
  await openItems(tx, actor, items, now);
  for (const { date, due } of days) {
    const subjectIds = clocked.filter((row) => row.date === date).map(({ id }) => id);
    const rule = rules.ref(REPORT_TERM.rule, date);
    await startClocks(tx, actor, { subjectType: LARGE_VALUE, subjectIds, rule, figure: REPORT_TERM.figure, due });
  }
}

/** Dates grouped by month, in order: the ledger is partitioned by month. */
export function byMonth(dates: readonly LocalDate[]): readonly (readonly LocalDate[])[] {
  const months = new Map<string, LocalDate[]>();
  for (const date of [...dates].sort()) {
    const month = months.get(date.slice(0, 7));
    if (month) month.push(date);
    else months.set(date.slice(0, 7), [date]);
  }
  return [...months.values()];
}

/** Computes dates again, each month in a transaction of its own, and adds up what was done. */
export async function recomputeDates(
  runtime: Runtime,
  principal: Principal,
  dates: readonly LocalDate[],
  touched: Touched,
  options: { settling?: string } = {},
): Promise<Recomputed> {
  let total = NOTHING;
  for (const month of byMonth(dates)) {
    const done = await inScope(runtime, principal, "write", async (scope) => ({
      keep: true,
      value: await recomputeMonth(scope, month, touched, options),
    }));
    total = addUp(total, done);
  }
  return total;
}

/** Two recomputations as one. */
export function addUp(left: Recomputed, right: Recomputed): Recomputed {
  return {
    candidates: left.candidates + right.candidates,
    opened: left.opened + right.opened,
    reopened: left.reopened + right.reopened,
    withdrawn: left.withdrawn + right.withdrawn,
    basis: mergeBasis(left.basis, right.basis),
  };
}

function mergeBasis(left: readonly RuleRef[], right: readonly RuleRef[]): readonly RuleRef[] {
  return [...new Map([...left, ...right].map((ref) => [`${ref.ruleId}@${ref.version}`, ref])).values()];
}
