import { type SQL, sql } from "drizzle-orm";
import { LIVE_STATES, type MeasureKind, type MeasureSource } from "@/domain/controls/model";
import type { Figure } from "@/domain/overview/schema";
import { addDays, type LocalDate, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { type Standing, standingDays } from "@/domain/worklist/standing";
import type { Scope } from "@/server/kernel/scope";

const WEEK_DAYS = 7;
/** The window of the four-eyes figures, in days. */
const WINDOW_DAYS = 30;

const figureOf =
  (list: Figure["list"]) =>
  (count: number, filters: Figure["filters"]): Figure => ({ count, list, filters });

type MeasureRow = {
  kind: MeasureKind;
  source: MeasureSource;
  live: number;
  fresh: number;
  ending: number;
  soon: number;
  overdue: number;
  unseen: number;
};

/**
 * Live measures by kind and source: new this week, ending today or tomorrow, review due within a week, review overdue, and
 * not looked at in time. Each reader counts what he may see: the same rows as his list.
 */
export async function measuresInForce({ tx, actor, now }: Scope) {
  const today = shanghaiDate(now);
  const tomorrow = addDays(today, 1);
  const weekAgo = addDays(today, -WEEK_DAYS);
  const inWeek = addDays(today, WEEK_DAYS);
  const { rows } = await tx.execute<MeasureRow>(sql`select kind, source, count(*)::int as live,
      (count(*) filter (where requested_at >= ${startOfDay(weekAgo)}::timestamptz))::int as fresh,
      (count(*) filter (where expires_on between ${today}::date and ${tomorrow}::date))::int as ending,
      (count(*) filter (where review_on between ${today}::date and ${inWeek}::date))::int as soon,
      (count(*) filter (where review_on < ${today}::date))::int as overdue,
      (count(*) filter (where unseen))::int as unseen
    from (select coalesce(t.kind, m.kind) as kind, coalesce(t.source, m.source) as source, m.requested_at, m.review_on,
        (coalesce(t.expires_at, m.expires_at) at time zone 'Asia/Shanghai')::date as expires_on,
        coalesce(w.due_at, (w.due_on + 1)::timestamp at time zone 'Asia/Shanghai') <= ${now}::timestamptz as unseen
      from measures m left join measure_secrets t on t.measure_id = m.id
        left join work_items w on w.kind = 'measure-review' and w.subject_id = m.id and w.state = 'open'
      where m.programme_id = ${actor.programmeId} and m.state in ${[...LIVE_STATES]}) x
    group by kind, source order by source, kind`);
  const figure = figureOf("controls.measures.list");
  const state = [...LIVE_STATES];
  return {
    live: figure(
      rows.reduce((sum, row) => sum + row.live, 0),
      { state },
    ),
    sources: rows.map((row) => {
      const filters = { state, kind: [row.kind], source: [row.source] };
      return {
        kind: row.kind,
        source: row.source,
        live: figure(row.live, filters),
        newInWeek: figure(row.fresh, { ...filters, requestedOn: { from: weekAgo } }),
        endingSoon: figure(row.ending, { ...filters, expiresOn: { from: today, to: tomorrow } }),
        reviewInWeek: figure(row.soon, { ...filters, reviewOn: { from: today, to: inWeek } }),
        reviewOverdue: figure(row.overdue, { ...filters, reviewOn: { to: addDays(today, -1) } }),
        lookOverdue: figure(row.unseen, { ...filters, review: ["overdue"] }),
      };
    }),
  };
}

type ApprovalRow = {
  kind: string;
  checked: number;
  median: string | null;
  rejected: number;
  voided: number;
  own: number;
};

/** What second persons decided in the last 30 days, by kind of proposal. */
export async function fourEyes({ tx, actor, now }: Scope) {
  const from = addDays(shanghaiDate(now), -WINDOW_DAYS);
  const { rows } = await tx.execute<ApprovalRow>(sql`select kind,
      (count(*) filter (where status in ('approved', 'rejected')))::int as checked,
      percentile_cont(0.5) within group (order by extract(epoch from decided_at - requested_at) / 60)
        filter (where status in ('approved', 'rejected'))::text as median,
      (count(*) filter (where status = 'rejected'))::int as rejected,
      (count(*) filter (where status = 'void'))::int as voided,
      (count(*) filter (where checker_id = maker_id))::int as own
    from approvals where programme_id = ${actor.programmeId} and requested_at >= ${startOfDay(from)}::timestamptz
    group by kind order by kind`);
  const figure = figureOf("approvals.list");
  return {
    kinds: rows.map((row) => {
      const of = (count: number, status: string[]) => figure(count, { kind: row.kind, status, requestedOn: { from } });
      return {
        kind: row.kind,
        checked: of(row.checked, ["approved", "rejected"]),
        medianMinutes: row.median === null ? null : Math.round(Number(row.median)),
        rejected: of(row.rejected, ["rejected"]),
        voided: of(row.voided, ["void"]),
      };
    }),
    selfApproved: rows.reduce((sum, row) => sum + row.own, 0),
  };
}

async function countsBy({ tx }: Scope, rows: SQL): Promise<Map<string, number>> {
  const answer = await tx.execute<{ key: string; n: number }>(rows);
  return new Map(answer.rows.map(({ key, n }) => [key, n]));
}

/** A candidate always has a due day. */
type DatedStanding = Exclude<Standing, "undated">;

/** The due days of each standing, both ends counted. Late begins after the due day, as the law's days end at midnight. */
function dueRanges(scope: Scope): Readonly<Record<DatedStanding, { from?: LocalDate; to?: LocalDate }>> {
  const { today, next, soon } = standingDays(scope.now, scope.calendar);
  return {
    late: { to: addDays(today, -1) },
    today: { from: today, to: today },
    next: { from: addDays(today, 1), to: next },
    soon: { from: addDays(next, 1), to: soon },
    later: { from: addDays(soon, 1) },
  };
}

/** Large-value candidates by state, and the open ones by when they are due. */
export async function largeValue(scope: Scope) {
  const { actor } = scope;
  const base = sql`from large_value_candidates where programme_id = ${actor.programmeId}`;
  const states = await countsBy(scope, sql`select state as key, count(*)::int as n ${base} group by 1`);
  const ranges = dueRanges(scope);
  const cases = Object.entries(ranges).map(
    ([name, { from, to }]) =>
      sql`when ${from ?? "-infinity"}::date <= due_on and due_on <= ${to ?? "infinity"}::date then ${name}::text`,
  );
  const due = await countsBy(
    scope,
    sql`select case ${sql.join(cases, sql` `)} end as key, count(*)::int as n ${base} and state = 'open' group by 1`,
  );
  const figure = figureOf("reports.large-value.list");
  return {
    states: Object.fromEntries([...states].map(([state, n]) => [state, figure(n, { state: [state] })])),
    due: Object.fromEntries(
      Object.entries(ranges).map(([name, range]) => [
        name,
        figure(due.get(name) ?? 0, { state: ["open"], due: range }),
      ]),
    ) as Record<DatedStanding, Figure>,
  };
}

/** Import batches by state. */
export async function imports(scope: Scope) {
  const states = await countsBy(
    scope,
    sql`select state as key, count(*)::int as n from import_batches where programme_id = ${scope.actor.programmeId} group by 1`,
  );
  const figure = figureOf("ingestion.batches.list");
  return { states: Object.fromEntries([...states].map(([state, n]) => [state, figure(n, { state: [state] })])) };
}
