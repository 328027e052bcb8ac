import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { listInput, listOutput } from "@/domain/shared/list";
import { addDays, daysBetween, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { visibleKinds, type WorkItemKind, type WorkItemState } from "@/domain/worklist/model";
import { worklistCounts, worklistList, worklistRow } from "@/domain/worklist/schema";
import { type Standing, standingDays } from "@/domain/worklist/standing";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { type ListSql, runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { standingSql } from "./standing-sql";

function columnsOf({ actor, now, calendar }: Scope) {
  const dueOn = sql`coalesce(w.due_on, (w.due_at at time zone 'Asia/Shanghai')::date)`;
  return {
    standing: standingSql({ at: sql`w.due_at`, on: dueOn }, now, standingDays(now, calendar)),
    waiting: sql`case when w.excluded_person_id is not distinct from ${actor.personId}::uuid and w.excluded_person_id is not null
      then 'others' else 'me' end`,
    dueOn,
  };
}

type Row = (CustomerColumns | { customer_id: null }) & {
  id: string;
  kind: WorkItemKind;
  number: string;
  subject_type: string;
  subject_id: string;
  state: WorkItemState;
  standing: Standing;
  opened_at: string;
  due_at: string | null;
  due_day: LocalDate | null;
  provisional: boolean;
  waiting: "me" | "others";
  account_number: string | null;
  closed_at: string | null;
};

/** Longest span of which a row carries the days. */
const MAX_DAYS = 42;

/** Each day of a span, and whether it is worked; none of a span too long to draw. */
function daysOf(calendar: Scope["calendar"], from: LocalDate, to: LocalDate) {
  const span = daysBetween(from, to);
  if (span < 0 || span > MAX_DAYS) return [];
  return Array.from({ length: span + 1 }, (_, n) => addDays(from, n)).map((date) => ({
    date,
    working: calendar.isWorkingDay(date),
  }));
}

/** Work of the kinds the reader may see; by default what is due soonest first, what has no date last. */
export const worklistListQuery = query({
  name: "worklist.list",
  permission: "worklist.read",
  clearance: "general",
  input: listInput(worklistList),
  output: listOutput(worklistRow),
  async resolve(scope, input) {
    const { tx, actor, now, calendar } = scope;
    const { standing, waiting, dueOn } = columnsOf(scope);
    const map: ListSql<typeof worklistList> = {
      filters: {
        kind: sql`w.kind`,
        state: sql`w.state`,
        standing,
        waiting,
        due: dueOn,
        opened: sql`(w.opened_at at time zone 'Asia/Shanghai')::date`,
        customer: sql`w.customer_id`,
      },
      sorts: {
        dueAt: { by: sql`coalesce(w.due_at, 'infinity'::timestamptz)`, type: "timestamptz" },
        openedAt: { by: sql`w.opened_at`, type: "timestamptz" },
        number: { by: sql`w.number`, type: "text" },
      },
      id: sql`w.id`,
    };
    const page = await runList<typeof worklistList, Row>(tx, worklistList, input, {
      select: sql`w.id, w.kind, w.number, w.subject_type, w.subject_id, w.state, ${standing} as standing, w.opened_at, w.due_at,
        ${dueOn} as due_day, w.provisional, ${waiting} as waiting, w.closed_at, a.number as account_number,
        w.customer_id, c.number as customer_number, c.name_sealed as customer_name`,
      from: sql`work_items w left join customers c on c.id = w.customer_id left join accounts a on a.id = w.account_id`,
      where: [sql`w.programme_id = ${actor.programmeId}`, sql`w.kind in ${[...visibleKinds(actor.permissions), ""]}`],
      map,
    });
    const customers = await customerRefs(scope, page.rows);
    const today = shanghaiDate(now);
    return {
      ...page,
      rows: page.rows.map((row, at) => ({
        id: row.id,
        kind: row.kind,
        number: row.number,
        subjectType: row.subject_type,
        subjectId: row.subject_id,
        state: row.state,
        standing: row.standing,
        workingDaysLeft: row.due_day ? calendar.workingDaysBetween(today, row.due_day) : null,
        workingDaysTotal: row.due_day
          ? calendar.workingDaysBetween(shanghaiDate(toInstant(row.opened_at)), row.due_day)
          : null,
        days: row.due_day ? daysOf(calendar, shanghaiDate(toInstant(row.opened_at)), row.due_day) : [],
        openedAt: toInstant(row.opened_at),
        dueAt: row.due_at ? toInstant(row.due_at) : null,
        dueOn: row.due_day,
        provisional: row.provisional,
        waiting: row.waiting,
        customer: customers[at] ?? null,
        accountNumber: row.account_number,
        closedAt: row.closed_at ? toInstant(row.closed_at) : null,
      })),
    };
  },
});

type CountRow = { kind: WorkItemKind; open: number; late: number; others: number };

/** Open and late work per visible kind; a kind without open work counts zero. */
export async function countWork({ tx, actor, now }: Scope): Promise<z.infer<typeof worklistCounts>> {
  const kinds = visibleKinds(actor.permissions);
  const { rows } = await tx.execute<CountRow>(sql`select kind, count(*)::int as open,
      (count(*) filter (where due_at <= ${now}::timestamptz))::int as late,
      (count(*) filter (where excluded_person_id = ${actor.personId}::uuid))::int as others
    from work_items where programme_id = ${actor.programmeId} and state = 'open' and kind in ${[...kinds, ""]} group by kind`);
  return kinds.map((kind) => {
    const row = rows.find((candidate) => candidate.kind === kind);
    return { kind, open: row?.open ?? 0, late: row?.late ?? 0, waitingForOthers: row?.others ?? 0 };
  });
}

/** Counts for the rail. */
export const worklistCountsQuery = query({
  name: "worklist.counts",
  permission: "worklist.read",
  clearance: "general",
  input: z.object({}),
  output: worklistCounts,
  resolve: countWork,
});
