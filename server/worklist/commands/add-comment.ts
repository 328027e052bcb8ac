import { sql } from "drizzle-orm";
import { refuse } from "@/domain/shared/result";
import { commentInput } from "@/domain/worklist/inputs";
import { isWorkItemKind, WORK_ITEM_KINDS } from "@/domain/worklist/model";
import { command, committed } from "@/server/kernel/command";
import { itemEvent, lockItem, walled } from "../item";
import { writeNote } from "../notes";
import { tellMentioned } from "../notices";
import { loadWorkers } from "../workers";

/**
 * Writes a comment at an item, sealed. Whoever is mentioned is told; only colleagues who may see the item can be, so
 * that a mention never tells of it. Comments of closed items may still be added.
 */
export const addComment = command({
  name: "worklist.comment.add",
  permission: "worklist.work",
  input: commentInput,
  subject: ({ itemId }) => ({ type: "work-item", id: itemId }),
  async handle(scope, { itemId, text, mentions, pinned }) {
    const { tx, actor, now } = scope;
    const item = await lockItem(scope, itemId);
    const wanted = [...new Set(mentions)];
    const kind = isWorkItemKind(item.kind) ? WORK_ITEM_KINDS[item.kind] : undefined;
    const able = (await loadWorkers(tx, actor.programmeId, now, wanted)).filter(
      (one) =>
        kind !== undefined &&
        one.permissions.has("worklist.read") &&
        one.permissions.has(kind.permission) &&
        (item.clearance === "general" || one.clearance === "suspicion"),
    );
    if (able.length < wanted.length) return walled(item, refuse("worklist.comment.mention", { field: "mentions" }));
    const commentId = await writeNote(scope, item, { text, about: "comment", mentions: wanted, pinned });
    await tx.execute(sql`update work_items set comment_count = comment_count + 1 where id = ${item.id}::uuid`);
    const others = wanted.filter((personId) => personId !== actor.personId);
    return committed({
      result: { commentId },
      audit: [itemEvent(item, "worklist.comment.add", { comment: commentId, mentions: wanted, pinned })],
      events: tellMentioned(item, others),
    });
  },
});
