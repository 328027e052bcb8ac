import { type SQL, sql } from "drizzle-orm";
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
import { assessSql, countNewSql, insertNewSql, updateFoundSql, WORK_TABLES, withdrawFallenSql } from "./large-value-sql";

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

const NOTHING: Recomputed = { candidates: 0, opened: 0, reopened: 0, withdrawn: 0, basis: [] };

/** Which parties of a date to look at again. */
export type Touched = { readonly batchId: string } | { readonly customerIds: readonly string[] } | "everybody";

type CandidateRow = { id: string; number: string; customerId: string };

function touchedSql(touched: Touched, date: LocalDate): SQL {
  const which =
    touched === "everybody" ? sql`true`
    : "batchId" in touched ? sql`t.batch_id = ${touched.batchId}::uuid`
    : sql`t.customer_id = any(${`{${touched.customerIds.join(",")}}`}::uuid[])`;
  return sql`insert into lv_touched select distinct c.party_id from transactions t join customers c on c.id = t.customer_id
    where t.business_date = ${date}::date and ${which}`;
}

/**
 * Computes the large-value candidates of one Shanghai date again, for the parties touched, from all their live legs:
 * new ones open with a work item and a clock, ones below their line are withdrawn with both, ones above it again are
 * reopened. Works in the caller's transaction, one recomputation of a date at a time; running it twice changes nothing.
 */
export async function recomputeDate(scope: Scope, date: LocalDate, touched: Touched, options: { settling?: string } = {}): Promise<Recomputed> {
  const { tx, actor, now, rules } = scope;
  const lines = largeValueLines(rules, date);
  if (lines.length === 0) return NOTHING;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`large-value:${actor.programmeId}:${date}`}, 0))`);
  await tx.execute(WORK_TABLES);
  await tx.execute(touchedSql(touched, date));
  await tx.execute(sql`analyze lv_touched`);
  await tx.execute(assessSql(date, lines, actor.legalEntityId, options.settling ?? null));
  await tx.execute(sql`analyze lv_found`);

  const entity = actor.legalEntityId;
  const changed = await tx.execute<CandidateRow & { before: string; after: string }>(updateFoundSql(date, entity, now));
  const fallen = await tx.execute<{ id: string }>(withdrawFallenSql(date, entity, now));
  const due = reportDue(date, scope).value;
  const missing = await tx.execute<{ n: number }>(countNewSql(date, entity));
  const ids = Array.from({ length: missing.rows[0]?.n ?? 0 }, () => newId<"large-value">());
  const added = ids.length === 0 ? [] : (await tx.execute<CandidateRow>(insertNewSql(date, actor, due, ids, now, nextNumberSql("large-value")))).rows;

  const again = changed.rows.filter(({ before, after }) => after === "open" && before !== "open");
  const clocked = [...added, ...again.filter(({ before }) => before === "withdrawn")];
  const { dueAt, dueOn, provisional } = due;
  const items = [...added, ...again].map((row) => ({
    kind: LARGE_VALUE, number: row.number, subjectType: LARGE_VALUE, subjectId: row.id, customerId: row.customerId, dueAt, dueOn, provisional,
  }));
  await openItems(tx, actor, items, now);
  const rule = rules.ref(REPORT_TERM.rule, date);
  await startClocks(tx, actor, { subjectType: LARGE_VALUE, subjectIds: clocked.map(({ id }) => id), rule, figure: REPORT_TERM.figure, due });
  const gone = fallen.rows.map(({ id }) => id);
  await closeItems(tx, actor, { kind: LARGE_VALUE, subjectIds: gone, as: "cancelled" }, now);
  await cancelClocks(tx, actor, { subjectType: LARGE_VALUE, subjectIds: gone }, now);

  const live = await tx.execute<{ n: number }>(sql`select count(*)::int as n from lv_found`);
  const candidates = live.rows[0]?.n ?? 0;
  const basis = candidates > 0 ? [...lines.map(({ ref }) => ref), rules.ref(ONE_SIDE_RULE, date), rule] : [];
  return { candidates, opened: added.length, reopened: again.length, withdrawn: gone.length, basis };
}

/** Computes dates again, each in a transaction of its own, and adds up what was done. */
export async function recomputeDates(
  runtime: Runtime,
  principal: Principal,
  dates: readonly LocalDate[],
  touched: Touched,
  options: { settling?: string } = {},
): Promise<Recomputed> {
  let total = NOTHING;
  for (const date of dates) {
    const done = await inScope(runtime, principal, "write", async (scope) => ({ keep: true, value: await recomputeDate(scope, date, touched, options) }));
    total = {
      candidates: total.candidates + done.candidates, opened: total.opened + done.opened, reopened: total.reopened + done.reopened,
      withdrawn: total.withdrawn + done.withdrawn, basis: mergeBasis(total.basis, done.basis),
    };
  }
  return total;
}

function mergeBasis(left: readonly RuleRef[], right: readonly RuleRef[]): readonly RuleRef[] {
  return [...new Map([...left, ...right].map((ref) => [`${ref.ruleId}@${ref.version}`, ref])).values()];
}
