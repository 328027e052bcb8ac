import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { checkReason } from "@/domain/worklist/eligibility";
import { startBulkInput } from "@/domain/worklist/inputs";
import { WORKLIST_POLICY } from "@/domain/worklist/policy";
import { command, committed } from "@/server/kernel/command";
import { bulkItems, checkDeed, checkKnown } from "../bulk";
import { bulkStarted } from "../events";

/**
 * Starts one deed on everything the list shows under its filters, but for the exceptions. The items are fixed now; each
 * is asked again when its turn comes, in batches, and the bulk keeps what became of it. Refuses more than the policy's.
 */
export const startBulk = command({
  name: "worklist.bulk.start",
  permission: "worklist.assign",
  input: startBulkInput,
  subject: () => ({ type: "work-bulk", id: "new" }),
  async handle(scope, { scope: which, deed, note }) {
    const { tx, actor, now, newId, vault } = scope;
    if (!actor.personId) return refuse("worklist.person.no-right");
    await checkKnown(scope, [...(which.only ?? []), ...which.except]);
    const reasoned = checkReason(deed.reason, note);
    if (!reasoned.ok) return reasoned;
    const possible = await checkDeed(scope, deed);
    if (!possible.ok) return possible;
    const id: string = newId<"work-bulk">();
    const params = JSON.stringify(deed);
    // The reason given for many is about no one customer: it lies under a key of the bulk's own.
    const sealed = note
      ? await vault.seal(
          { type: "work-item", id, retentionClass: "casework" },
          { table: "work_bulks", column: "note_sealed", rowId: id },
          note,
        )
      : null;
    await tx.execute(sql`insert into work_bulks (id, programme_id, legal_entity_id, clearance, requested_by, requested_at, action,
        params, note_sealed, state)
      values (${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, 'general', ${actor.personId}::uuid, ${now}::timestamptz,
        ${deed.action}, ${params}::jsonb, ${sealed}, 'running')`);
    const { rowCount } =
      await tx.execute(sql`insert into work_bulk_items (bulk_id, item_id, programme_id, legal_entity_id, clearance, position, outcome)
      select ${id}::uuid, w.id, w.programme_id, w.legal_entity_id, w.clearance, row_number() over (order by w.rank_at, w.id), 'waiting'
      from (${await bulkItems(scope, which, WORKLIST_POLICY.bulkItems + 1)}) w`);
    const items = rowCount ?? 0;
    if (items === 0) return refuse("worklist.bulk.empty");
    if (items > WORKLIST_POLICY.bulkItems)
      return refuse("worklist.bulk.too-many", { params: { limit: WORKLIST_POLICY.bulkItems } });
    // Anything behind the wall makes the whole deed and its counts the business of cleared people only.
    const raised = await tx.execute(sql`update work_bulks set clearance = 'suspicion' where id = ${id}::uuid
      and exists (select from work_bulk_items i where i.bulk_id = ${id}::uuid and i.clearance = 'suspicion')`);
    const behind = raised.rowCount === 1;
    return committed({
      result: { bulkId: id, items },
      audit: [
        {
          kind: "worklist.bulk.start",
          subject: { type: "work-bulk", id },
          data: { action: deed.action, reason: deed.reason, items },
          ...(behind ? { clearance: "suspicion" as const } : {}),
        },
      ],
      events: [bulkStarted({ bulkId: id })],
    });
  },
});
