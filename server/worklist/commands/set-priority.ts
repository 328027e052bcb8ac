import { checkReason } from "@/domain/worklist/eligibility";
import { priorityInput } from "@/domain/worklist/inputs";
import { PRIORITIES } from "@/domain/worklist/model";
import { PRIORITY_NAMES } from "@/domain/worklist/schema";
import { command, committed } from "@/server/kernel/command";
import { prioritise, withNote } from "../deeds";
import { lockItem, walled } from "../item";
import { noteOf } from "../notes";

/** Raises or lowers an item in the order, with a reason. */
export const setPriority = command({
  name: "worklist.item.prioritise",
  permission: "worklist.assign",
  input: priorityInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version, priority, reason, note }) {
    const item = await lockItem(scope, itemId);
    const reasoned = checkReason(reason, note);
    if (!reasoned.ok) return walled(item, reasoned);
    const level = PRIORITIES[PRIORITY_NAMES.indexOf(priority)] ?? 0;
    const deed = await prioritise(scope, item, { priority: level, reason, version });
    if (!deed.ok) return walled(item, deed);
    const noteId = await noteOf(scope, item, "worklist.item.prioritise", note);
    const { version: next, ...told } = withNote(deed.value, noteId);
    return committed({ result: { itemId, version: next }, ...told });
  },
});
