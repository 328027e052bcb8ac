import { type SQL, sql } from "drizzle-orm";
import { backlogAge } from "@/domain/overview/backlog";
import type { Figure } from "@/domain/overview/schema";
import { type DayChange, openTrend, TREND_DAYS, weekChange } from "@/domain/overview/trend";
import { addDays, type LocalDate, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { visibleKinds, type WorkItemKind } from "@/domain/worklist/model";
import { STANDINGS, type Standing, standingDays } from "@/domain/worklist/standing";
import type { Scope } from "@/server/kernel/scope";
import { standingSql } from "@/server/worklist/public";

const DUE_ON = sql`coalesce(due_on, (due_at at time zone 'Asia/Shanghai')::date)`;

function visible({ actor }: Scope): SQL {
  return sql`programme_id = ${actor.programmeId} and kind in ${[...visibleKinds(actor.permissions), ""]}`;
}

const figure = (count: number, filters: Figure["filters"]): Figure => ({
  count,
  list: "worklist.list",
  filters: { state: ["open"], ...filters },
});

type StandingRow = { kind: WorkItemKind; standing: Standing; n: number };
type ChangeRow = { kind: WorkItemKind; date: LocalDate; opened: number; closed: number };

/** Due and overdue by kind and standing, with the trend of the last 30 days. */
export async function workByKind(scope: Scope) {
  const { tx, now, calendar, actor } = scope;
  const standing = standingSql({ at: sql`due_at`, on: DUE_ON }, now, standingDays(now, calendar));
  const counted = await tx.execute<StandingRow>(sql`select kind, ${standing} as standing, count(*)::int as n
    from work_items where ${visible(scope)} and state = 'open' group by 1, 2`);
  const today = shanghaiDate(now);
  const since = startOfDay(addDays(today, -TREND_DAYS));
  const changed =
    await tx.execute<ChangeRow>(sql`select kind, date, sum(opened)::int as opened, sum(closed)::int as closed from (
      select kind, (opened_at at time zone 'Asia/Shanghai')::date as date, 1 as opened, 0 as closed from work_items
        where ${visible(scope)} and opened_at >= ${since}::timestamptz
      union all select kind, (closed_at at time zone 'Asia/Shanghai')::date, 0, 1 from work_items
        where ${visible(scope)} and closed_at >= ${since}::timestamptz) c group by 1, 2`);
  const of = (kinds: readonly WorkItemKind[], filters: Figure["filters"]) => {
    const rows = counted.rows.filter((row) => kinds.includes(row.kind));
    const sum = (wanted?: Standing) =>
      rows.filter((row) => wanted === undefined || row.standing === wanted).reduce((total, row) => total + row.n, 0);
    const cells = STANDINGS.map((name) => [name, figure(sum(name), { ...filters, standing: [name] })] as const);
    return { open: figure(sum(), filters), standings: Object.fromEntries(cells) as Record<Standing, Figure> };
  };
  const kinds = visibleKinds(actor.permissions);
  return {
    kinds: kinds.map((kind) => {
      const counts = of([kind], { kind: [kind] });
      const changes: DayChange[] = changed.rows.filter((row) => row.kind === kind);
      const trend = openTrend(counts.open.count, changes, today);
      return { kind, ...counts, trend, weekChange: weekChange(trend) };
    }),
    total: of(kinds, {}),
  };
}

type OldestRow = { kind: string; number: string; subject_type: string; subject_id: string; opened_on: LocalDate };

/** How old the open work is, and its oldest item. */
export async function backlog(scope: Scope) {
  const { tx, now } = scope;
  const { rows } = await tx.execute<{ kind: WorkItemKind; date: LocalDate; count: number }>(sql`select kind,
    (opened_at at time zone 'Asia/Shanghai')::date as date, count(*)::int as count
    from work_items where ${visible(scope)} and state = 'open' group by 1, 2`);
  const oldest = await tx.execute<OldestRow>(sql`select kind, number, subject_type, subject_id,
      (opened_at at time zone 'Asia/Shanghai')::date as opened_on
    from work_items where ${visible(scope)} and state = 'open' order by opened_at, id limit 1`);
  const today = shanghaiDate(now);
  const age = backlogAge(rows, today);
  const byKind = visibleKinds(scope.actor.permissions).map((kind) => ({
    kind,
    buckets: backlogAge(
      rows.filter((row) => row.kind === kind),
      today,
    ).buckets,
  }));
  const first = oldest.rows[0];
  return {
    medianDays: age.medianDays,
    p95Days: age.p95Days,
    buckets: age.buckets.map(({ fromDays, toDays, count, opened }, at) => ({
      fromDays,
      toDays,
      figure: figure(count, { opened: { ...opened } }),
      kinds: byKind.map(({ kind, buckets }) => ({
        kind,
        figure: figure(buckets[at]?.count ?? 0, { kind: [kind], opened: { ...opened } }),
      })),
    })),
    oldest: first
      ? {
          kind: first.kind,
          number: first.number,
          subjectType: first.subject_type,
          subjectId: first.subject_id,
          days: age.oldestDays ?? 0,
        }
      : null,
  };
}
