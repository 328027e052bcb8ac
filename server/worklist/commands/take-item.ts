import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { checkPresent, checkTake } from "@/domain/worklist/eligibility";
import { takeInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { changeItem, heldBy, itemEvent, lockItem, walled } from "../item";
import { lockEnd } from "../sweep";
import { takenResult } from "../taken";
import { loadWorker, lockLoad } from "../workers";

/** Takes one given item and locks it to the actor; what he has already is locked anew. What was put aside comes back. */
export const takeItem = command({
  name: "worklist.item.take",
  permission: "worklist.work",
  input: takeInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, version }) {
    const { tx, actor, now } = scope;
    if (!actor.personId) return refuse("worklist.person.no-right");
    await lockLoad(tx, actor.personId);
    const item = await lockItem(scope, itemId);
    const present = checkPresent(item, version);
    if (!present.ok) return walled(item, present);
    const worker = await loadWorker(tx, actor.programmeId, actor.personId, now);
    if (!worker) return walled(item, refuse("worklist.person.no-right"));
    const decision = checkTake(item, worker, now);
    if (!decision.ok) return walled(item, decision);
    const lockedUntil = item.heldAs === "assigned" ? null : lockEnd(now);
    const set = sql`${heldBy(actor.personId, item.heldAs ?? "taken", now, lockedUntil)}, snoozed_until = null`;
    const next = await changeItem(tx, item, set);
    return committed({
      result: takenResult({ ...item, lockedUntil, version: next }),
      audit: [itemEvent(item, "worklist.item.take", { lockedUntil, version: next })],
    });
  },
});
