import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { checkHolder, checkPresent, checkReason } from "@/domain/worklist/eligibility";
import { resumeInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { resumeClocks } from "../clocks";
import { changeItem, findItem, itemEvent, lockItem, walled } from "../item";
import { noteOf } from "../notes";
import { lockEnd } from "../sweep";

/** Brings back what was suspended or put aside before its time; its clocks run again. */
export const resumeItem = command({
  name: "worklist.item.resume",
  permission: "worklist.work",
  input: resumeInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version, reason, note }) {
    const { tx, actor, now } = scope;
    const item = await lockItem(scope, itemId);
    const resting = item.suspendedAt !== null || item.snoozedUntil !== null;
    for (const check of [
      checkPresent(item, version),
      checkReason(reason, note),
      checkHolder(item, { personId: actor.personId, mayAssign: actor.permissions.has("worklist.assign") }, now),
    ]) {
      if (!check.ok) return walled(item, check);
    }
    if (!resting) return walled(item, refuse("worklist.item.not-resting"));
    const lock = item.heldAs === "taken" ? lockEnd(now) : null;
    const set = sql`suspended_at = null, suspended_until = null, snoozed_until = null, locked_until = ${lock}::timestamptz`;
    await changeItem(tx, item, set);
    const running = item.suspendedAt ? await resumeClocks(scope, item) : [];
    // Clocks that moved have moved the item too.
    const { version: next } = await findItem(scope, itemId);
    const noteId = await noteOf(scope, item, "worklist.item.resume", note);
    return committed({
      result: { itemId, version: next },
      audit: [itemEvent(item, "worklist.item.resume", { reason, note: noteId, version: next }), ...running],
    });
  },
});
