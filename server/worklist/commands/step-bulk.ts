import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { bulkDeed, stepBulkInput } from "@/domain/worklist/inputs";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { OutboxEvent } from "@/server/kernel/outbox";
import { applyDeed } from "../bulk";
import { fromItemRow, ITEM_COLUMNS, type ItemRow } from "../item";
import { loadWorker, lockLoad } from "../workers";

type Bulk = { id: string; clearance: "general" | "suspicion"; requested_by: string; params: unknown; state: string };
type Result = { id: string; outcome: "done" | "refused"; code: string | null };

/**
 * Does the next batch of a bulk. Each item is asked by itself; one that is refused keeps the reason and does not keep
 * the others. Whoever asked must still be allowed to when a batch runs.
 */
export const stepBulk = command({
  name: "worklist.bulk.step",
  permission: "worklist.sweep",
  input: stepBulkInput,
  subject: ({ bulkId }) => ({ type: "work-bulk", id: bulkId }),
  async handle(scope, { bulkId }) {
    const { tx, actor, now } = scope;
    const found = await tx.execute<Bulk>(sql`select id, clearance, requested_by, params, state from work_bulks
      where id = ${bulkId}::uuid and programme_id = ${actor.programmeId} for update`);
    const bulk = found.rows[0] ?? notFound();
    if (bulk.state === "done") return refuse("worklist.bulk.done");
    const deed = bulkDeed.parse(bulk.params);
    const asker = await loadWorker(tx, actor.programmeId, bulk.requested_by, now);
    const allowed = asker?.permissions.has("worklist.assign") === true;
    if (deed.action === "assign") await lockLoad(tx, deed.personId);
    const { rows } =
      await tx.execute<ItemRow>(sql`select ${ITEM_COLUMNS} from work_items w join work_bulk_items i on i.item_id = w.id
      where i.bulk_id = ${bulkId}::uuid and i.outcome = 'waiting' order by i.position limit ${WORKLIST_POLICY.bulkBatch} for update of w`);
    const audit: AuditEvent[] = [];
    const events: OutboxEvent[] = [];
    const results: Result[] = [];
    for (const row of rows) {
      const item = fromItemRow(row);
      const done = allowed ? await applyDeed(scope, item, deed) : refuse("kernel.permission.denied");
      results.push({ id: item.id, outcome: done.ok ? "done" : "refused", code: done.ok ? null : done.code });
      if (!done.ok) continue;
      audit.push(
        ...done.value.audit.map((one) => ({ ...one, data: { ...one.data, bulk: bulkId, for: bulk.requested_by } })),
      );
      events.push(...done.value.events);
    }
    await tx.execute(sql`update work_bulk_items i set outcome = r.outcome, code = r.code
      from jsonb_to_recordset(${JSON.stringify(results)}::jsonb) as r (id uuid, outcome text, code text)
      where i.bulk_id = ${bulkId}::uuid and i.item_id = r.id`);
    const more = rows.length === WORKLIST_POLICY.bulkBatch;
    if (!more)
      await tx.execute(
        sql`update work_bulks set state = 'done', finished_at = ${now}::timestamptz where id = ${bulkId}::uuid`,
      );
    const done = results.filter(({ outcome }) => outcome === "done").length;
    return committed({
      result: { done, refused: results.length - done, more },
      audit: [
        {
          kind: "worklist.bulk.step",
          subject: { type: "work-bulk", id: bulkId },
          data: { done, refused: results.length - done },
          ...(bulk.clearance === "suspicion" ? { clearance: "suspicion" as const } : {}),
        },
        ...audit,
      ],
      events,
    });
  },
});
