import { z } from "zod";
import { DISMISS_REASONS, type Mismatch } from "@/domain/orders/electronic/model";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { answer } from "../electronic/answers";
import { MISMATCH_ITEM, ORDER_SUBJECT } from "../electronic/items";
import { changeOrder, holdOrder } from "../electronic/store";
import { recordMatch } from "./match-electronic-order";

/**
 * A person has looked and found nothing that an order could mean: the platform gets its last word. Refuses an order that
 * waits for no person, a version that is not the newest, and work a colleague has.
 */
export const dismissElectronicOrder = command({
  name: "orders.electronic.dismiss",
  permission: "orders.answer",
  input: z.object({
    orderId: z.uuid(),
    version: z.int(),
    reason: z.enum(DISMISS_REASONS),
    note: z.string().trim().min(1).max(500),
  }),
  subject: ({ orderId }) => ({ type: ORDER_SUBJECT, id: orderId }),
  async handle(scope, { orderId, version, reason, note }) {
    const { tx, actor, now } = scope;
    const order = (await holdOrder(scope, orderId)) ?? notFound();
    if (order.state !== "mismatch") return refuse("orders.electronic.not-waiting");
    if (order.version !== version) return refuse("orders.electronic.stale");
    const free = await checkNotHeld(tx, actor, { kind: MISMATCH_ITEM, subjectId: orderId }, now);
    if (!free.ok) return free;
    await recordMatch(scope, orderId, { reason, note });
    await changeOrder(tx, orderId, { state: "answered" });
    await closeItems(tx, actor, { kind: MISMATCH_ITEM, subjectIds: [orderId] }, now);
    const event = await answer(scope, order, { kind: "mismatch", code: order.problem as Mismatch, final: true });
    const data = { number: order.number, reason, problem: order.problem ?? "" };
    return committed({
      result: { orderId },
      audit: [{ kind: "orders.electronic.dismiss", subject: { type: ORDER_SUBJECT, id: orderId }, data }],
      events: [event],
    });
  },
});
