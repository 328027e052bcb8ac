import { sql } from "drizzle-orm";
import { instant } from "@/domain/shared/time";
import { checkHolder, checkPresent, checkReason, checkSuspend } from "@/domain/worklist/eligibility";
import { suspendInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { pauseClocks } from "../clocks";
import { changeItem, findItem, itemEvent, lockItem, walled } from "../item";
import { noteOf } from "../notes";

/**
 * Lets an item rest while somebody outside must act, until a moment at the latest. Legal clocks of its subject pause
 * where their rule allows it on such a ground; where not, they run on and the item says so by its due date.
 */
export const suspendItem = command({
  name: "worklist.item.suspend",
  permission: "worklist.work",
  input: suspendInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version, until, reason, note }) {
    const { tx, actor, now } = scope;
    const item = await lockItem(scope, itemId);
    const end = instant(until);
    for (const check of [
      checkPresent(item, version),
      checkReason(reason, note),
      checkHolder(item, { personId: actor.personId, mayAssign: actor.permissions.has("worklist.assign") }, now),
      checkSuspend(item, end, now),
    ]) {
      if (!check.ok) return walled(item, check);
    }
    const set = sql`suspended_at = ${now}::timestamptz, suspended_until = ${end}::timestamptz, snoozed_until = null, locked_until = null`;
    await changeItem(tx, item, set);
    const paused = await pauseClocks(scope, item, reason);
    // Clocks that moved have moved the item too.
    const { version: next } = await findItem(scope, itemId);
    const noteId = await noteOf(scope, item, "worklist.item.suspend", note);
    const data = { reason, until: end, note: noteId, clocksPaused: paused.length, version: next };
    return committed({
      result: { itemId, version: next, clocksPaused: paused.length },
      audit: [itemEvent(item, "worklist.item.suspend", data), ...paused],
    });
  },
});
