import { sql } from "drizzle-orm";
import { z } from "zod";
import { alarmDue, alarmUnit } from "@/domain/orders/alarms";
import { isSecret } from "@/domain/orders/bases";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { openItems } from "@/server/worklist/public";
import { orderEntry } from "../entry";
import { tellAbout } from "../notices";
import { EXPIRING_ITEM } from "../settle";
import { findOrder, saveOrder } from "../store";

/** Tells of an order that is about to end, once for each alarm of its term: a notice, and work for who asks the authority. */
export const alarmOrder = command({
  name: "orders.order.alarm",
  permission: "orders.watch",
  input: z.object({ orderId: z.uuid() }),
  subject: ({ orderId }) => ({ type: "order", id: orderId }),
  async handle(scope, { orderId }) {
    const { tx, actor, now } = scope;
    const order = (await findOrder(scope, orderId, { lock: true })) ?? notFound();
    const { term, endsAt } = order;
    const holds = order.state === "in-force" || order.state === "registered";
    const alarm = holds && term && endsAt ? alarmDue({ unit: alarmUnit(term), endsAt }, now, ORDERS_POLICY) : null;
    if (!alarm || !endsAt) return refuse("orders.order.not-about", { params: { state: order.state } });
    const said = `${alarm.unit}-${alarm.count}`;
    const { rows } = await tx.execute<{ alarmed: string | null }>(
      sql`select alarmed from orders where id = ${orderId}::uuid`,
    );
    if (rows[0]?.alarmed === said) return refuse("orders.order.not-about", { params: { state: "alarmed" } });
    await saveOrder(scope, orderId, { alarmed: said });
    const item = {
      kind: EXPIRING_ITEM,
      number: order.number,
      subjectType: "order",
      subjectId: order.id,
      clearance: isSecret(order) ? ("suspicion" as const) : ("general" as const),
      customerId: order.customerId,
      accountId: order.accountId,
      dueAt: endsAt,
      dueOn: shanghaiDate(endsAt),
    };
    await openItems(tx, actor, [item], now);
    const news = { kind: "orders.expiring", roles: ["compliance-officer", "compliance-lead"], due: endsAt } as const;
    return committed({
      result: { orderId, alarm: said },
      audit: [orderEntry("orders.order.alarm", order, { alarm: said, endsAt })],
      events: await tellAbout(scope, order, news),
    });
  },
});
