import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { orderEntry } from "../entry";
import { tellAbout } from "../notices";
import { REVIEW_ITEM } from "../paper";
import { findOrder } from "../store";

/** Raises a review that nobody made in time: first on every list, and told to leads. It ends nothing. */
export const raiseReview = command({
  name: "orders.review.raise",
  permission: "orders.watch",
  input: z.object({ orderId: z.uuid() }),
  subject: ({ orderId }) => ({ type: "order", id: orderId }),
  async handle(scope, { orderId }) {
    const { tx, now } = scope;
    const order = (await findOrder(scope, orderId, { lock: true })) ?? notFound();
    const { rows } = await tx.execute<{
      due_at: Date | string;
    }>(sql`update work_items set priority = 2, version = version + 1
      where kind = ${REVIEW_ITEM} and subject_id = ${orderId}::uuid and state = 'open' and priority < 2
        and due_at < ${now}::timestamptz returning due_at`);
    const [raised] = rows;
    if (!raised) return refuse("orders.review.none");
    const due = toInstant(raised.due_at);
    const news = { kind: "orders.review-overdue", roles: ["compliance-lead", "team-lead"], due } as const;
    return committed({
      result: { orderId },
      audit: [orderEntry("orders.review.raise", order, { due })],
      events: await tellAbout(scope, order, news),
    });
  },
});
