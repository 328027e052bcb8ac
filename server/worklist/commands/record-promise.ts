import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { checkPresent, checkPromise } from "@/domain/worklist/eligibility";
import { promiseInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { itemEvent, lockItem, walled } from "../item";
import { sealPromiseNote, settlePromised } from "../promises";

/** Keeps what was promised to the customer and by when. The item stands in the order as if it were due then. */
export const recordPromise = command({
  name: "worklist.promise.record",
  permission: "worklist.work",
  input: promiseInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, kind, dueAt, note }) {
    const { tx, actor, now, newId } = scope;
    const item = await lockItem(scope, itemId);
    const due = instant(dueAt);
    for (const check of [checkPresent(item, undefined), checkPromise(due, now)]) {
      if (!check.ok) return walled(item, check);
    }
    if (!item.customerId) return walled(item, refuse("worklist.promise.no-customer"));
    const promiseId: string = newId<"work-promise">();
    const sealed = note ? await sealPromiseNote(scope, item, promiseId, note) : null;
    await tx.execute(sql`insert into work_promises (id, programme_id, legal_entity_id, clearance, item_id, customer_id, kind,
        note_sealed, due_at, made_by, made_at, state)
      values (${promiseId}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${item.clearance}, ${item.id}::uuid,
        ${item.customerId}::uuid, ${kind}, ${sealed}, ${due}::timestamptz, ${actor.id}, ${now}::timestamptz, 'open')`);
    const version = await settlePromised(tx, item);
    return committed({
      result: { promiseId, version },
      audit: [itemEvent(item, "worklist.promise.record", { promise: promiseId, promised: kind, due, version })],
    });
  },
});
