import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { checkPresent, holderOf } from "@/domain/worklist/eligibility";
import { renewInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { itemEvent, lockItem, walled } from "../item";
import { lockEnd } from "../sweep";

/** Says that the actor is still at it: his lock runs from now. The version stays, so that open screens are not stale. */
export const renewLock = command({
  name: "worklist.item.renew",
  permission: "worklist.work",
  input: renewInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId }) {
    const { tx, actor, now } = scope;
    const item = await lockItem(scope, itemId);
    const present = checkPresent(item, undefined);
    if (!present.ok) return walled(item, present);
    if (holderOf(item, now) !== actor.personId) return walled(item, refuse("worklist.item.not-held"));
    const lockedUntil = item.lockedUntil === null ? null : lockEnd(now);
    await tx.execute(sql`update work_items set locked_until = ${lockedUntil}::timestamptz where id = ${item.id}::uuid`);
    return committed({
      result: { itemId, lockedUntil, version: item.version },
      audit: [itemEvent(item, "worklist.item.renew", { lockedUntil })],
    });
  },
});
