import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { refuse } from "@/domain/shared/result";
import { toldOf } from "@/server/duty/public";
import { command, committed } from "@/server/kernel/command";
import { notice } from "@/server/notifications/public";
import { raiseItem } from "@/server/worklist/public";
import { subjectOf } from "../protect";
import { loadReport, REVIEW_ITEM } from "../store";

/**
 * Presses for a look at an unverified caller's stop that is overdue: before all on the worklist, and told to the leads on
 * duty. The protection stays: a missed look never ends it. Refuses where none is overdue.
 */
export const escalateReview = command({
  name: "losses.stop.escalate",
  permission: "losses.follow",
  input: z.object({ id: z.uuid() }),
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id }) {
    const { tx, actor, now } = scope;
    const { number } = await loadReport(scope, id);
    const { rows } = await tx.execute<{ due_at: string }>(sql`select due_at from work_items
      where kind = ${REVIEW_ITEM} and subject_id = ${id}::uuid and state = 'open' and due_at <= ${now}::timestamptz`);
    const [item] = rows;
    if (!item) return refuse("losses.review.not-overdue");
    const due = toInstant(item.due_at);
    await raiseItem(tx, actor, { kind: REVIEW_ITEM, subjectId: id });
    const told = [...(await toldOf(scope, "compliance-lead")), ...(await toldOf(scope, "team-lead"))];
    return committed({
      result: { id, told: told.length },
      audit: [{ kind: "losses.stop.escalate", subject: subjectOf({ id }), data: { number, due, told: told.length } }],
      events: notice(told, "losses.review-overdue", { number, due }, subjectOf({ id })),
    });
  },
});
