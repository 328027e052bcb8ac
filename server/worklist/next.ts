import { type SQL, sql } from "drizzle-orm";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { type WorkItemKind, workableKinds } from "@/domain/worklist/model";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { awaySql } from "@/server/duty/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { fromItemRow, heldBy, ITEM_COLUMNS, type Item, type ItemRow } from "./item";
import { kindSql, type QueueRule } from "./queue-sql";
import { lockEnd, wakeDue } from "./sweep";

/** How many of the most urgent a pull looks at, more each time others were quicker. */
const WINDOWS = [24, 96, 384, 1_536];
const WAKE_LIMIT = 50;

type Standing = { away: boolean; waking: boolean; mine: boolean; queues: QueueRule[] };

/** One round trip for all that decides a pull but the load, which must be counted after the lock it takes. */
async function look({ tx, actor, now }: Scope, queueId: string | undefined): Promise<Standing> {
  const member = sql`select from work_queue_members m where m.queue_id = q.id and m.person_id = ${actor.personId}::uuid`;
  const { rows } = await tx.execute<Standing>(sql`select
      pg_advisory_xact_lock(hashtext(${`worklist.load:${actor.personId}`}))::text as locked,
      ${awaySql(sql`${actor.personId}::uuid`, now)} as away,
      exists (select from work_items w where w.programme_id = ${actor.programmeId} and w.wake_at <= ${now}::timestamptz) as waking,
      exists (select from work_queues q where q.closed_at is null and exists (${member})) as mine,
      (select coalesce(json_agg(json_build_object('kinds', q.kinds, 'filter', q.filter)), '[]') from work_queues q
        where q.programme_id = ${actor.programmeId} and q.closed_at is null and exists (${member})
          ${queueId ? sql`and q.id = ${queueId}::uuid` : sql``}) as queues`);
  return rows[0] ?? notFound();
}

/** The most urgent free items of one kind and clearance: an index scan that stops at the window. */
function candidates(scope: Scope, kind: string, clearance: string, rule: SQL | undefined, window: number): SQL {
  const { actor } = scope;
  return sql`(select w.id, w.rank_at from work_items w where w.programme_id = ${actor.programmeId} and w.kind = ${kind}
    and w.clearance = ${clearance} and ${FREE} and w.excluded_person_id is distinct from ${actor.personId}::uuid
    ${rule ? sql`and ${rule}` : sql``} order by w.rank_at, w.id limit ${window})`;
}

/** Spelled as the index `work_items_free` spells it. */
const FREE = sql.raw(
  "w.state = 'open' and w.assignee_id is null and w.snoozed_until is null and w.suspended_at is null",
);

type Pull = Partial<ItemRow> & { load: number; candidates: number };

/** Counts the load, picks and locks in one statement; rows that others hold are passed over. */
async function pull(scope: Scope, sources: readonly SQL[], window: number): Promise<Pull> {
  const { tx, actor, now } = scope;
  const cap = WORKLIST_POLICY.loadCap;
  const { rows } = await tx.execute<Pull>(sql`with load as (
      select count(*)::int as n from work_items w where w.assignee_id = ${actor.personId}::uuid and w.state = 'open'
        and w.suspended_at is null and (w.locked_until is null or w.locked_until > ${now}::timestamptz)),
    near as materialized (select c.id from (${sql.join([...sources], sql` union all `)}) c order by c.rank_at, c.id limit ${window}),
    picked as (select w.id from work_items w where w.id in (select id from near) and (select n from load) < ${cap} and ${FREE}
      order by w.rank_at, w.id limit 1 for update skip locked),
    taken as (update work_items w set ${heldBy(actor.personId ?? "", "taken", now, lockEnd(now))}, version = w.version + 1
      from picked where w.id = picked.id returning ${ITEM_COLUMNS})
    select load.n as load, (select count(*)::int from near) as candidates, t.* from load left join taken t on true`);
  return rows[0] ?? notFound();
}

/**
 * Takes the most urgent item the actor may work: from one queue of his, or from all of his; of every kind he may work
 * when he is in no queue; with `kind`, only of that kind. Refuses the absent, the full, and when nothing is left. The audit entries tell of items whose
 * time ran out and that came back on this look.
 */
export async function takeNext(
  scope: Scope,
  queueId: string | undefined,
  kind?: WorkItemKind,
): Promise<Result<{ item: Item; woken: readonly AuditEvent[] }>> {
  const { actor } = scope;
  if (!actor.personId) return refuse("worklist.person.no-right");
  const standing = await look(scope, queueId);
  if (standing.away) return refuse("worklist.person.away");
  if (queueId && standing.queues.length === 0) return refuse("worklist.queue.not-member");
  const woken = standing.waking ? await wakeDue(scope, WAKE_LIMIT) : [];
  const clearances = actor.clearance === "suspicion" ? ["general", "suspicion"] : ["general"];
  const kinds = workableKinds(actor.permissions).filter((one) => kind === undefined || one === kind);
  const queues = standing.mine ? standing.queues : [{ kinds, filter: NOTHING_NARROWED }];
  for (const window of WINDOWS) {
    const sources = kinds.flatMap((kind) => {
      const rule = kindSql(kind, queues, scope);
      return rule === null ? [] : clearances.map((one) => candidates(scope, kind, one, rule, window));
    });
    if (sources.length === 0) return refuse("worklist.next.none");
    const found = await pull(scope, sources, window);
    if (found.load >= WORKLIST_POLICY.loadCap)
      return refuse("worklist.person.full", { params: { cap: WORKLIST_POLICY.loadCap } });
    if (found.id) return decided({ item: fromItemRow(found as ItemRow), woken });
    if (found.candidates === 0) return refuse("worklist.next.none");
  }
  return refuse("worklist.next.none");
}

const NOTHING_NARROWED = { standings: [], priorities: [], promised: false };
