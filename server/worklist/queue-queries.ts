import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { checkEligible } from "@/domain/worklist/eligibility";
import type { QueueFilter } from "@/domain/worklist/inputs";
import { isWorkItemKind, WORK_ITEM_KINDS, type WorkItemKind } from "@/domain/worklist/model";
import { colleagueRow, queueRow, viewRow } from "@/domain/worklist/outputs";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { namesOf, type PersonRef } from "./colleagues";
import { findItem, type Item, seen } from "./item";
import { queuesSql } from "./queue-sql";
import { viewIsOpen } from "./view-sql";
import { type Colleague, loadWorkers } from "./workers";

type QueueDbRow = {
  id: string;
  name_zh: string;
  name_en: string;
  kinds: WorkItemKind[];
  filter: QueueFilter;
  version: number;
  members: string[];
  favourite: boolean;
  opens_first: boolean;
};

type Counted = Record<string, number | string | null>;

/** Open queues with their members and counts: all counted in one pass over the open items the reader may see. */
export async function loadQueues(scope: Scope): Promise<z.input<typeof queueRow>[]> {
  const { tx, actor, now } = scope;
  const { rows } =
    await tx.execute<QueueDbRow>(sql`select q.id, q.name_zh, q.name_en, to_json(q.kinds) as kinds, q.filter, q.version,
      coalesce(m.favourite, false) as favourite, coalesce(m.opens_first, false) as opens_first,
      (select coalesce(json_agg(b.person_id), '[]') from work_queue_members b where b.queue_id = q.id) as members
    from work_queues q left join work_marks m on m.target_type = 'queue' and m.target_id = q.id and m.person_id = ${actor.personId}::uuid
    where q.programme_id = ${actor.programmeId} and q.closed_at is null order by q.created_at, q.id`);
  if (rows.length === 0) return [];
  const at = sql`${now}::timestamptz`;
  const free = sql`w.snoozed_until is null and w.suspended_at is null and (w.assignee_id is null or w.locked_until <= ${at})`;
  const columns: SQL[] = rows.flatMap((queue, n) => {
    const fits = queuesSql([queue], scope);
    const name = (what: string) => sql.raw(`"${what}${n}"`);
    return [
      sql`(count(*) filter (where ${fits}))::int as ${name("open")}`,
      sql`(count(*) filter (where ${fits} and ${free}))::int as ${name("free")}`,
      sql`(count(*) filter (where ${fits} and w.due_at <= ${at}))::int as ${name("late")}`,
      sql`min(w.opened_at) filter (where ${fits}) as ${name("oldest")}`,
    ];
  });
  const counted = await tx.execute<Counted>(
    sql`select ${sql.join(columns, sql`, `)} from work_items w where ${seen(actor)} and w.state = 'open'`,
  );
  const count = counted.rows[0] ?? {};
  const people = await namesOf(
    tx,
    rows.flatMap(({ members }) => members),
  );
  return rows.map((queue, n) => ({
    id: queue.id,
    name: { zh: queue.name_zh, en: queue.name_en },
    kinds: queue.kinds,
    filter: queue.filter,
    member: actor.personId !== null && queue.members.includes(actor.personId),
    favourite: queue.favourite,
    opensFirst: queue.opens_first,
    open: Number(count[`open${n}`]),
    free: Number(count[`free${n}`]),
    late: Number(count[`late${n}`]),
    oldestAt: count[`oldest${n}`] ? toInstant(String(count[`oldest${n}`])) : null,
    members: queue.members.flatMap((id) => people.get(id) ?? []),
    version: queue.version,
  }));
}

/** The queues of the programme, whose they are, and what waits in them for the reader. */
export const queuesQuery = query({
  name: "worklist.queues.list",
  permission: "worklist.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(queueRow),
  resolve: loadQueues,
});

type ViewDbRow = {
  id: string;
  name: string;
  state: z.input<typeof viewRow>["state"];
  shared_with: string | null;
  owner_id: string;
  favourite: boolean;
  opens_first: boolean;
};

/** The reader's own views, and those shared with him. */
export const viewsQuery = query({
  name: "worklist.views.list",
  permission: "worklist.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(viewRow),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<ViewDbRow>(sql`select v.id, v.name, v.state, v.shared_with, v.owner_id,
        coalesce(m.favourite, false) as favourite, coalesce(m.opens_first, false) as opens_first
      from work_views v left join work_marks m on m.target_type = 'view' and m.target_id = v.id and m.person_id = ${actor.personId}::uuid
      where ${viewIsOpen(actor)} order by favourite desc, v.name, v.id limit 200`);
    const people = await namesOf(
      tx,
      rows.map((row) => row.owner_id),
    );
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      state: row.state,
      sharedWith: row.shared_with,
      owner: people.get(row.owner_id) ?? null,
      mine: row.owner_id === actor.personId,
      favourite: row.favourite,
      opensFirst: row.opens_first,
    }));
  },
});

const ref = (one: Colleague): PersonRef => ({ id: one.personId, name: one.name });

/** May a colleague see an item at all? By the right of its kind and the wall. */
function maySee(item: Item, one: Colleague): boolean {
  return (
    isWorkItemKind(item.kind) &&
    one.permissions.has(WORK_ITEM_KINDS[item.kind].permission) &&
    (item.clearance === "general" || one.clearance === "suspicion")
  );
}

/**
 * Colleagues for an item: to be mentioned (who may see it), or to be given it (who does such work, and why not). Without
 * an item: who works here at all, for the members of a queue.
 */
export const colleaguesQuery = query({
  name: "worklist.colleagues.list",
  permission: "worklist.work",
  clearance: "general",
  input: z.strictObject({ itemId: z.uuid().optional(), purpose: z.enum(["mention", "assign"]) }),
  output: z.array(colleagueRow),
  async resolve(scope, { itemId, purpose }) {
    const { tx, actor, now } = scope;
    const item = itemId ? await findItem(scope, itemId) : null;
    const all = (await loadWorkers(tx, actor.programmeId, now)).filter((one) => one.permissions.has("worklist.read"));
    const meant = all.filter((one) =>
      purpose === "mention" ? item === null || maySee(item, one) : one.permissions.has("worklist.work"),
    );
    return meant.map((one) => {
      const eligible = item && purpose === "assign" ? checkEligible(item, one) : null;
      return {
        person: ref(one),
        roles: [...one.roles],
        away: one.away,
        load: one.load,
        cap: WORKLIST_POLICY.loadCap,
        refusal: eligible && !eligible.ok ? eligible.code : null,
      };
    });
  },
});
