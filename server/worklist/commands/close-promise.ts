import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { closePromiseInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { itemEvent, lockItem, walled } from "../item";
import { noteOf } from "../notes";
import { settlePromised } from "../promises";

/** Says how a promise ended: kept, broken, or taken back with the customer's knowledge. Once. */
export const closePromise = command({
  name: "worklist.promise.close",
  permission: "worklist.work",
  input: closePromiseInput,
  subject: ({ promiseId }) => ({ type: "work-promise", id: promiseId }),
  async handle(scope, { promiseId, as, note }) {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<{ item_id: string; state: string; late: boolean }>(sql`select item_id, state,
        due_at < ${now}::timestamptz as late from work_promises
      where id = ${promiseId}::uuid and programme_id = ${actor.programmeId}`);
    const found = rows[0] ?? notFound();
    const item = await lockItem(scope, found.item_id);
    const ended =
      await tx.execute(sql`update work_promises set state = ${as}, ended_at = ${now}::timestamptz, ended_by = ${actor.id},
      version = version + 1 where id = ${promiseId}::uuid and state = 'open'`);
    if (ended.rowCount !== 1) return walled(item, refuse("worklist.promise.ended"));
    const version = await settlePromised(tx, item);
    const noteId = await noteOf(scope, item, "worklist.promise.close", note);
    const data = { promise: promiseId, as, late: found.late, note: noteId, version };
    return committed({
      result: { promiseId, version },
      audit: [itemEvent(item, "worklist.promise.close", data)],
    });
  },
});
