import { instant } from "@/domain/shared/time";
import { checkReason } from "@/domain/worklist/eligibility";
import { snoozeInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { snooze, withNote } from "../deeds";
import { lockItem, walled } from "../item";
import { noteOf } from "../notes";

/** Puts an item aside until a moment before it is due. It stays whose it is and comes back by itself. */
export const snoozeItem = command({
  name: "worklist.item.snooze",
  permission: "worklist.work",
  input: snoozeInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version, until, reason, note }) {
    const item = await lockItem(scope, itemId);
    const reasoned = checkReason(reason, note);
    if (!reasoned.ok) return walled(item, reasoned);
    const deed = await snooze(scope, item, { until: instant(until), reason, version });
    if (!deed.ok) return walled(item, deed);
    const { version: next, ...told } = withNote(deed.value, await noteOf(scope, item, "worklist.item.snooze", note));
    return committed({ result: { itemId, version: next }, ...told });
  },
});
