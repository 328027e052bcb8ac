import { checkReason } from "@/domain/worklist/eligibility";
import { assignInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { assign, withNote } from "../deeds";
import { lockItem, walled } from "../item";
import { noteOf } from "../notes";
import { lockLoad } from "../workers";

/** Gives an item to a colleague, or to another one: eligible, not away, not full. Both are told. */
export const assignItem = command({
  name: "worklist.item.assign",
  permission: "worklist.assign",
  input: assignInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version, personId, reason, note }) {
    await lockLoad(scope.tx, personId);
    const item = await lockItem(scope, itemId);
    const reasoned = checkReason(reason, note);
    if (!reasoned.ok) return walled(item, reasoned);
    const deed = await assign(scope, item, { personId, reason, version });
    if (!deed.ok) return walled(item, deed);
    const { version: next, ...told } = withNote(deed.value, await noteOf(scope, item, "worklist.item.assign", note));
    return committed({ result: { itemId, personId, version: next }, ...told });
  },
});
