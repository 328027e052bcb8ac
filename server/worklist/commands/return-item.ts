import { checkReason } from "@/domain/worklist/eligibility";
import { returnInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { giveBack, withNote } from "../deeds";
import { lockItem, walled } from "../item";
import { noteOf } from "../notes";

/** Puts an item back for anybody, with a reason: by whoever has it, or by who assigns work, who tells the holder. */
export const returnItem = command({
  name: "worklist.item.return",
  permission: "worklist.work",
  input: returnInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version, reason, note }) {
    const item = await lockItem(scope, itemId);
    const reasoned = checkReason(reason, note);
    if (!reasoned.ok) return walled(item, reasoned);
    const deed = await giveBack(scope, item, { reason, version });
    if (!deed.ok) return walled(item, deed);
    const { version: next, ...told } = withNote(deed.value, await noteOf(scope, item, "worklist.item.return", note));
    return committed({ result: { itemId, version: next }, ...told });
  },
});
