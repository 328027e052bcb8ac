import { sql } from "drizzle-orm";
import type { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { addDays, daysBetween, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { type HeldAs, PRIORITIES, type WorkItemKind, type WorkItemState } from "@/domain/worklist/model";
import { PRIORITY_NAMES, type RESTING, type worklistRow } from "@/domain/worklist/schema";
import type { Standing } from "@/domain/worklist/standing";
import { clockUsed, pressureOf } from "@/domain/worklist/urgency";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";
import type { listSql } from "./list-sql";

export type WorkRow = (CustomerColumns | { customer_id: null }) & {
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
  assignee: string | null;
  assignee_zh: string | null;
  assignee_en: string | null;
  held_as: HeldAs | null;
  assigned_at: string | null;
  locked_until: string | null;
  priority: number;
  resting: (typeof RESTING)[number];
  snoozed_until: string | null;
  suspended_until: string | null;
  promised_at: string | null;
  comment_count: number;
  version: number;
};

/** The columns of a row, for `work_items w` joined as in `ROW_FROM`. */
export const rowSelect = ({
  columns,
}: ReturnType<typeof listSql>) => sql`w.id, w.kind, w.number, w.subject_type, w.subject_id,
  w.state, ${columns.standing} as standing, w.opened_at, w.due_at, ${columns.dueOn} as due_day, w.provisional, ${columns.waiting} as waiting,
  w.closed_at, a.number as account_number, w.customer_id, c.number as customer_number, c.name_sealed as customer_name,
  ${columns.assignee} as assignee, p.name_zh as assignee_zh, p.name_en as assignee_en, w.held_as, w.assigned_at, w.locked_until,
  w.priority, ${columns.resting} as resting, w.snoozed_until, w.suspended_until, w.promised_at, w.comment_count, w.version`;

export const ROW_FROM = sql.raw(`work_items w left join customers c on c.id = w.customer_id
  left join accounts a on a.id = w.account_id left join people p on p.id = w.assignee_id`);

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

/** Rows as the screen gets them: customers masked, days counted, pressure computed. */
export async function toRows(scope: Scope, rows: readonly WorkRow[]): Promise<z.input<typeof worklistRow>[]> {
  const customers = await customerRefs(scope, rows);
  return rows.map((row, at) => ({
    ...dates(scope, row),
    id: row.id,
    kind: row.kind,
    number: row.number,
    subjectType: row.subject_type,
    subjectId: row.subject_id,
    state: row.state,
    standing: row.standing,
    provisional: row.provisional,
    waiting: row.waiting,
    customer: customers[at] ?? null,
    accountNumber: row.account_number,
    assignee: row.assignee
      ? { id: row.assignee, name: { zh: row.assignee_zh ?? "", en: row.assignee_en ?? "" } }
      : null,
    heldAs: row.assignee ? row.held_as : null,
    mine: row.assignee !== null && row.assignee === scope.actor.personId,
    priority: PRIORITY_NAMES[PRIORITIES.find((level) => level === row.priority) ?? 0],
    resting: row.resting,
    comments: row.comment_count,
    version: row.version,
  }));
}

function dates({ calendar, now }: Scope, row: WorkRow) {
  const openedAt = toInstant(row.opened_at);
  const opened = shanghaiDate(openedAt);
  const timed = { openedAt, dueAt: toInstantOrNull(row.due_at), promisedAt: toInstantOrNull(row.promised_at) };
  return {
    ...timed,
    workingDaysLeft: row.due_day ? calendar.workingDaysBetween(shanghaiDate(now), row.due_day) : null,
    workingDaysTotal: row.due_day ? calendar.workingDaysBetween(opened, row.due_day) : null,
    days: row.due_day ? daysOf(calendar, opened, row.due_day) : [],
    dueOn: row.due_day,
    closedAt: toInstantOrNull(row.closed_at),
    assignedAt: row.assignee ? toInstantOrNull(row.assigned_at) : null,
    lockedUntil: row.assignee ? toInstantOrNull(row.locked_until) : null,
    snoozedUntil: toInstantOrNull(row.snoozed_until),
    suspendedUntil: toInstantOrNull(row.suspended_until),
    clockUsed: Math.round(clockUsed(timed, now) * 1_000) / 1_000,
    pressure: pressureOf(timed, now),
  };
}
