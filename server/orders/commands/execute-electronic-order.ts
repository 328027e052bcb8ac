import { z } from "zod";
import { ELECTRONIC_POLICY } from "@/domain/orders/electronic/policy";
import { checkAge } from "@/domain/orders/electronic/terms";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { carryOut } from "../electronic/carry-out";
import { ORDER_SUBJECT } from "../electronic/items";
import { refuseWith } from "../electronic/outcomes";
import { holdOrder, messageOf } from "../electronic/store";

/**
 * Carries a kept order out, once: by the request that brought it, or by the worker where that died. Whatever comes of it,
 * a mismatch and a refusal included, is kept and answered. Refuses an order that was carried out before.
 */
export const executeElectronicOrder = command({
  name: "orders.electronic.execute",
  permission: "orders.receive",
  input: z.object({ orderId: z.uuid() }),
  subject: ({ orderId }) => ({ type: ORDER_SUBJECT, id: orderId }),
  async handle(scope, { orderId }) {
    const order = (await holdOrder(scope, orderId)) ?? notFound();
    if (order.state !== "received") return refuse("orders.electronic.done");
    const message = await messageOf(scope, order);
    const age = checkAge(instant(message.issuedAt), order.receivedAt, ELECTRONIC_POLICY);
    const done = age.ok ? await carryOut(scope, order, message) : await refuseWith(scope, order, age);
    const { state, code, effect, basis } = done;
    return committed({
      result: { orderId, state, code },
      audit: [
        {
          kind: "orders.electronic.execute",
          subject: { type: ORDER_SUBJECT, id: orderId },
          basis,
          data: { number: order.number, act: order.act, state, ...(code ? { code } : {}) },
        },
        ...effect.audit,
      ],
      events: effect.events,
    });
  },
});
