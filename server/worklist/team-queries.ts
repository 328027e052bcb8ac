import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { addDuration } from "@/domain/shared/time";
import { bulkPreviewInput } from "@/domain/worklist/inputs";
import { visibleKinds, type WorkItemKind } from "@/domain/worklist/model";
import { bulkItemRow, bulkPreview, bulkRow, teamView } from "@/domain/worklist/outputs";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { bulkItems, checkDeed, foresee } from "./bulk";
import { namesOf } from "./colleagues";
import { fromItemRow, type ItemRow, seen } from "./item";
import { loadQueues } from "./queue-queries";
import { loadWorkers } from "./workers";

type HeldRow = {
  assignee_id: string;
  taken: number;
  assigned: number;
  resting: number;
  late: number;
  oldest: string | null;
  next_lock: string | null;
};

async function held({ tx, actor, now }: Scope): Promise<Map<string, HeldRow>> {
  const at = sql`${now}::timestamptz`;
  const resting = sql`(w.suspended_at is not null or coalesce(w.snoozed_until > ${at}, false))`;
  const { rows } = await tx.execute<HeldRow>(sql`select w.assignee_id,
      (count(*) filter (where w.held_as = 'taken' and not ${resting}))::int as taken,
      (count(*) filter (where w.held_as = 'assigned' and not ${resting}))::int as assigned,
      (count(*) filter (where ${resting}))::int as resting, (count(*) filter (where w.due_at <= ${at}))::int as late,
      min(w.opened_at) as oldest, min(w.locked_until) as next_lock
    from work_items w where ${seen(actor)} and w.state = 'open' and w.assignee_id is not null
      and (w.locked_until is null or w.locked_until > ${at}) group by 1`);
  return new Map(rows.map((row) => [row.assignee_id, row]));
}

/** How far back kept and broken promises are counted. */
const PROMISE_HOURS = 30 * 24;

async function promiseCounts({ tx, actor, now }: Scope): Promise<z.input<typeof teamView>["promises"]> {
  const since = addDuration(now, { hours: -PROMISE_HOURS });
  const { rows } = await tx.execute<z.input<typeof teamView>["promises"]>(sql`select
      (count(*) filter (where p.state = 'open'))::int as open,
      (count(*) filter (where p.state = 'open' and p.due_at <= ${now}::timestamptz))::int as overdue,
      (count(*) filter (where p.state = 'kept'))::int as kept, (count(*) filter (where p.state = 'broken'))::int as broken
    from work_promises p join work_items w on w.id = p.item_id where ${seen(actor)}
      and (p.state = 'open' or p.ended_at >= ${since}::timestamptz)`);
  return rows[0] ?? { open: 0, overdue: 0, kept: 0, broken: 0 };
}

const moment = (text: string | null | undefined) => toInstantOrNull(text ?? null);

/** Who has what at this moment, per person and per queue, what is nobody's, and how promises stand. Of the kinds the reader sees. */
export const teamQuery = query({
  name: "worklist.team.view",
  permission: "worklist.assign",
  clearance: "general",
  input: z.object({}),
  output: teamView,
  async resolve(scope) {
    const { tx, actor, now } = scope;
    const workers = (await loadWorkers(tx, actor.programmeId, now)).filter((one) =>
      one.permissions.has("worklist.work"),
    );
    const items = await held(scope);
    const free = await tx.execute<{
      kind: WorkItemKind;
      n: number;
      oldest: string | null;
    }>(sql`select w.kind, count(*)::int as n,
        min(w.opened_at) as oldest from work_items w where ${seen(actor)} and w.state = 'open'
        and (w.assignee_id is null or w.locked_until <= ${now}::timestamptz) group by 1`);
    return {
      people: workers.map((one) => {
        const has = items.get(one.personId);
        return {
          person: { id: one.personId, name: one.name },
          roles: [...one.roles],
          away: one.away,
          // Counted among what the reader may see: another number would tell of what he may not.
          load: (has?.taken ?? 0) + (has?.assigned ?? 0),
          cap: WORKLIST_POLICY.loadCap,
          taken: has?.taken ?? 0,
          assigned: has?.assigned ?? 0,
          resting: has?.resting ?? 0,
          late: has?.late ?? 0,
          oldestAt: moment(has?.oldest),
          nextLockEnd: moment(has?.next_lock),
        };
      }),
      queues: await loadQueues(scope),
      free: visibleKinds(actor.permissions).map((kind) => {
        const row = free.rows.find((one) => one.kind === kind);
        return { kind, count: row?.n ?? 0, oldestAt: moment(row?.oldest) };
      }),
      promises: await promiseCounts(scope),
    };
  },
});

/** What a deed on many would do: how many could be, how many not and why, and the first of them. Changes nothing. */
export const bulkPreviewQuery = query({
  name: "worklist.bulk.preview",
  permission: "worklist.assign",
  clearance: "general",
  input: bulkPreviewInput,
  output: bulkPreview,
  async resolve(scope, { scope: which, deed }) {
    // A deed that can be done to nothing, as with an unknown colleague, shows as refused at every item.
    const checked = await checkDeed(scope, deed);
    const worker = checked.ok ? checked.value : null;
    const limit = WORKLIST_POLICY.bulkItems;
    const { rows } = await scope.tx.execute<ItemRow>(await bulkItems(scope, which, limit + 1));
    const counts = new Map<string, number>();
    let given = 0;
    const found = rows.slice(0, limit).map((row) => {
      const item = fromItemRow(row);
      const seenAs = foresee(item, deed, { now: scope.now, worker, given });
      if (seenAs.ok) given += item.suspendedAt === null ? 1 : 0;
      else counts.set(seenAs.code, (counts.get(seenAs.code) ?? 0) + 1);
      return {
        id: item.id,
        number: item.number,
        kind: item.kind as WorkItemKind,
        refusal: seenAs.ok ? null : seenAs.code,
      };
    });
    return {
      total: found.length,
      eligible: found.filter(({ refusal }) => refusal === null).length,
      tooMany: rows.length > limit,
      refusals: [...counts].map(([code, count]) => ({ code, count })).sort((a, b) => b.count - a.count),
      items: found.slice(0, WORKLIST_POLICY.previewItems),
    };
  },
});

type BulkDbRow = {
  id: string;
  action: z.input<typeof bulkRow>["action"];
  requested_by: string;
  requested_at: string;
  finished_at: string | null;
  total: number;
  done: number;
  refused: number;
};

async function bulksWhere({ tx, actor }: Scope, bulkId: string | null): Promise<z.input<typeof bulkRow>[]> {
  const { rows } = await tx.execute<BulkDbRow>(sql`select b.id, b.action, b.requested_by, b.requested_at, b.finished_at,
      n.total, n.done, n.refused from work_bulks b, lateral (select count(*)::int as total,
        (count(*) filter (where i.outcome = 'done'))::int as done, (count(*) filter (where i.outcome = 'refused'))::int as refused
      from work_bulk_items i where i.bulk_id = b.id) n
    where b.programme_id = ${actor.programmeId} and ${bulkId ? sql`b.id = ${bulkId}::uuid` : sql`true`}
    order by b.requested_at desc, b.id desc limit 20`);
  const people = await namesOf(
    tx,
    rows.map((row) => row.requested_by),
  );
  return rows.map((row) => ({
    id: row.id,
    action: row.action,
    requestedBy: people.get(row.requested_by) ?? null,
    requestedAt: toInstant(row.requested_at),
    finishedAt: moment(row.finished_at),
    total: row.total,
    done: row.done,
    refused: row.refused,
    waiting: row.total - row.done - row.refused,
  }));
}

/** The latest deeds on many items and how far they are. */
export const bulksQuery = query({
  name: "worklist.bulks.list",
  permission: "worklist.assign",
  clearance: "general",
  input: z.object({}),
  output: z.array(bulkRow),
  resolve: (scope) => bulksWhere(scope, null),
});

const BULK_PAGE = 100;

/** What became of each item of one bulk, in its order; `outcome` narrows, `after` pages. */
export const bulkDetailQuery = query({
  name: "worklist.bulk.detail",
  permission: "worklist.assign",
  clearance: "general",
  input: z.strictObject({
    bulkId: z.uuid(),
    outcome: z.enum(["waiting", "done", "refused"]).optional(),
    after: z.number().int().min(0).default(0),
  }),
  output: z.object({ bulk: bulkRow, items: z.array(bulkItemRow), next: z.number().nullable() }),
  async resolve(scope, { bulkId, outcome, after }) {
    const bulk = (await bulksWhere(scope, bulkId))[0] ?? notFound();
    type Row = {
      item_id: string;
      position: number;
      number: string;
      kind: WorkItemKind;
      outcome: "done";
      code: string | null;
    };
    const { rows } = await scope.tx.execute<Row>(sql`select i.item_id, i.position, w.number, w.kind, i.outcome, i.code
      from work_bulk_items i join work_items w on w.id = i.item_id where i.bulk_id = ${bulkId}::uuid and i.position > ${after}
        and ${seen(scope.actor)} and ${outcome ? sql`i.outcome = ${outcome}` : sql`true`} order by i.position limit ${BULK_PAGE + 1}`);
    const page = rows.slice(0, BULK_PAGE);
    return {
      bulk,
      items: page.map((row) => ({
        itemId: row.item_id,
        number: row.number,
        kind: row.kind,
        outcome: row.outcome,
        code: row.code,
      })),
      next: rows.length > BULK_PAGE ? (page.at(-1)?.position ?? null) : null,
    };
  },
});
