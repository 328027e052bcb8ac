import { sql } from "drizzle-orm";
import { answerInput } from "@/domain/orders/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { orderEntry } from "../entry";
import { clearanceOf, findOrder, keyOf } from "../store";

/**
 * Records that an authority was answered: how, when, and in which words. Refuses before anything was done about the order,
 * a query whose package was not handed over, and a moment still to come.
 */
export const recordAnswer = command({
  name: "orders.answer.record",
  permission: "orders.answer",
  input: answerInput,
  subject: ({ orderId }) => ({ type: "order", id: orderId }),
  async handle(scope, { orderId, channel, sentAt, note }) {
    const { tx, actor, now } = scope;
    if (!actor.personId) return refuse("approvals.approval.person-required");
    const order = (await findOrder(scope, orderId, { lock: true })) ?? notFound();
    if (instant(sentAt) > now) return refuse("orders.order.ahead", { field: "sentAt" });
    if (order.act === "query" && order.state === "registered") return refuse("orders.answer.package-missing");
    if (order.state === "registered") return refuse("orders.answer.not-done", { params: { state: order.state } });
    const id = scope.newId<"order-answer">();
    const place = { table: "order_answers", column: "note_sealed", rowId: id };
    const sealed = note === "" ? null : await scope.vault.seal(keyOf(orderId), place, note);
    await tx.execute(sql`insert into order_answers (id, programme_id, legal_entity_id, clearance, order_id, channel, sent_at,
        note_sealed, recorded_by, recorded_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${clearanceOf(order)}, ${orderId}::uuid, ${channel},
        ${sentAt}::timestamptz, ${sealed}, ${actor.personId}::uuid, ${now}::timestamptz)`);
    return committed({
      result: { orderId, answerId: id as string },
      audit: [orderEntry("orders.answer.record", order, { channel, sentAt, state: order.state })],
    });
  },
});
