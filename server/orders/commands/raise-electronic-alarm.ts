import { z } from "zod";
import { ELECTRONIC_POLICY } from "@/domain/orders/electronic/policy";
import { alarmFrom } from "@/domain/orders/electronic/terms";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { openItems } from "@/server/worklist/public";
import { LAPSE_ITEM, ORDER_SUBJECT } from "../electronic/items";
import { changeOrder, findOrder } from "../electronic/store";
import { tellDesk } from "../electronic/told";

/**
 * Tells the desk, once a term, that what an order gave lapses soon: the platform may renew it or freeze, the house never.
 * Refuses an order with no term, one that ended, and one whose alarm is not due.
 */
export const raiseElectronicAlarm = command({
  name: "orders.electronic.alarm",
  permission: "orders.receive",
  input: z.object({ orderId: z.uuid() }),
  subject: ({ orderId }) => ({ type: ORDER_SUBJECT, id: orderId }),
  async handle(scope, { orderId }) {
    const { tx, actor, now } = scope;
    const order = (await findOrder(scope, orderId, { lock: true })) ?? notFound();
    const { number, lapsesAt, act } = order;
    const held = (act === "stop" || act === "freeze") && order.endedAt === null && order.state !== "refused";
    if (!held || lapsesAt === null || now < alarmFrom(act, lapsesAt, ELECTRONIC_POLICY)) {
      return refuse("orders.electronic.alarm-not-due");
    }
    if (order.alarmedAt !== null) return refuse("orders.electronic.alarm-given");
    await changeOrder(tx, orderId, { state: order.state, alarmedAt: now });
    const about = { subjectType: ORDER_SUBJECT, subjectId: orderId };
    const { accountId, customerId } = order;
    await openItems(tx, actor, [{ kind: LAPSE_ITEM, number, ...about, accountId, customerId, dueAt: lapsesAt }], now);
    return committed({
      result: { orderId },
      audit: [
        {
          kind: "orders.electronic.alarm",
          subject: { type: ORDER_SUBJECT, id: orderId },
          data: { number, lapsesAt },
        },
      ],
      events: await tellDesk(scope, orderId, "orders.expiring", { number, due: lapsesAt, kind: act }),
    });
  },
});
