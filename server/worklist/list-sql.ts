import { type SQL, sql } from "drizzle-orm";
import type { ListInput } from "@/domain/shared/list";
import type { QueueFilter } from "@/domain/worklist/inputs";
import type { worklistList } from "@/domain/worklist/schema";
import { standingDays } from "@/domain/worklist/standing";
import { notFound } from "@/server/kernel/errors";
import type { ListSql } from "@/server/kernel/list-query";
import type { Scope } from "@/server/kernel/scope";
import { DUE_ON, queuesSql } from "./queue-sql";
import { standingSql } from "./standing-sql";

/** How the worklist's columns, filters and sorts read in SQL for one reader at one moment. */
export function listSql({ actor, now, calendar }: Pick<Scope, "actor" | "now" | "calendar">) {
  const me = sql`${actor.personId}::uuid`;
  const at = sql`${now}::timestamptz`;
  const columns = {
    standing: standingSql({ at: sql`w.due_at`, on: DUE_ON }, now, standingDays(now, calendar)),
    waiting: sql`case when w.excluded_person_id is not distinct from ${me} and w.excluded_person_id is not null
      then 'others' else 'me' end`,
    dueOn: DUE_ON,
    // A lock that ran out is nobody's, also before it was swept.
    assignee: sql`(case when w.locked_until <= ${at} then null else w.assignee_id end)`,
    resting: sql`case when w.suspended_at is not null then 'suspended' when w.snoozed_until > ${at} then 'snoozed' else 'ready' end`,
    priority: sql.raw("case w.priority when 0 then 'normal' when 1 then 'first' else 'top' end"),
  };
  const map: ListSql<typeof worklistList> = {
    filters: {
      kind: sql`w.kind`,
      state: sql`w.state`,
      standing: columns.standing,
      waiting: columns.waiting,
      holder: sql`case when ${columns.assignee} = ${me} then 'me' when ${columns.assignee} is null then 'nobody' else 'others' end`,
      resting: columns.resting,
      priority: columns.priority,
      promised: sql`case when w.promised_at is null then 'none' when w.promised_at <= ${at} then 'overdue' else 'open' end`,
      due: DUE_ON,
      opened: sql`(w.opened_at at time zone 'Asia/Shanghai')::date`,
      customer: sql`w.customer_id`,
      assignee: columns.assignee,
      // Matched by `queueWhere`.
      queue: sql`null::uuid`,
    },
    sorts: {
      urgency: { by: sql`w.rank_at`, type: "timestamptz" },
      dueAt: { by: sql`coalesce(w.due_at, 'infinity'::timestamptz)`, type: "timestamptz" },
      openedAt: { by: sql`w.opened_at`, type: "timestamptz" },
      number: { by: sql`w.number`, type: "text" },
    },
    id: sql`w.id`,
  };
  return { columns, map };
}

/** What a list's filters add that an index can use, and the queue they name. Throws not-found for a queue that is none. */
export async function moreWhere(scope: Scope, input: ListInput<typeof worklistList>): Promise<SQL[]> {
  const { holder, assignee, queue } = input.filters;
  const where: SQL[] = [];
  if (holder?.length === 1 && holder[0] === "me") where.push(sql`w.assignee_id = ${scope.actor.personId}::uuid`);
  if (assignee) where.push(sql`w.assignee_id = ${assignee}::uuid`);
  if (queue) where.push(await queueWhere(scope, queue));
  return where;
}

async function queueWhere(scope: Scope, queueId: string): Promise<SQL> {
  const { rows } = await scope.tx.execute<{ kinds: string[]; filter: QueueFilter }>(
    sql`select to_json(kinds) as kinds, filter from work_queues where id = ${queueId}::uuid
      and programme_id = ${scope.actor.programmeId} and closed_at is null`,
  );
  return queuesSql([rows[0] ?? notFound()], scope);
}

/** The filters that `filtersSql` can read: without the queue. */
export function withoutQueue(input: ListInput<typeof worklistList>): ListInput<typeof worklistList> {
  const { queue: _, ...filters } = input.filters;
  return { ...input, filters };
}
