import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { refuse } from "@/domain/shared/result";
import { checkWithdraw } from "@/domain/worklist/eligibility";
import { withdrawCommentInput } from "@/domain/worklist/inputs";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { itemEvent, lockItem, walled } from "../item";

type Row = { item_id: string; about: string; author_id: string; written_at: string; withdrawn_at: string | null };

/** Takes an own comment back within minutes: its words are erased, that there was one stays. */
export const withdrawComment = command({
  name: "worklist.comment.withdraw",
  permission: "worklist.work",
  input: withdrawCommentInput,
  subject: ({ commentId }) => ({ type: "work-comment", id: commentId }),
  async handle(scope, { commentId }) {
    const { tx, actor, now } = scope;
    const { rows } =
      await tx.execute<Row>(sql`select item_id, about, author_id, written_at, withdrawn_at from work_comments
      where id = ${commentId}::uuid and programme_id = ${actor.programmeId} for update`);
    const row = rows[0] ?? notFound();
    const item = await lockItem(scope, row.item_id);
    if (row.about !== "comment") return walled(item, refuse("worklist.comment.note"));
    const comment = {
      authorId: row.author_id,
      writtenAt: toInstant(row.written_at),
      withdrawnAt: toInstantOrNull(row.withdrawn_at),
    };
    const decision = checkWithdraw(comment, actor.id, now);
    if (!decision.ok) return walled(item, decision);
    await tx.execute(sql`update work_comments set withdrawn_at = ${now}::timestamptz, body_sealed = null, pinned = false
      where id = ${commentId}::uuid`);
    await tx.execute(sql`update work_items set comment_count = comment_count - 1 where id = ${item.id}::uuid`);
    return committed({
      result: { commentId },
      audit: [itemEvent(item, "worklist.comment.withdraw", { comment: commentId })],
    });
  },
});
