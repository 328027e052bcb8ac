import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { ORDER_SUBJECT } from "../electronic/items";
import { findOrder } from "../electronic/store";
import { tellDesk } from "../electronic/told";

/** A signed message came under an id that stands for another one: nothing is done, and the desk is told at once. */
export const raiseElectronicConflict = command({
  name: "orders.electronic.conflict",
  permission: "orders.receive",
  input: z.object({ orderId: z.uuid(), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  subject: ({ orderId }) => ({ type: ORDER_SUBJECT, id: orderId }),
  async handle(scope, { orderId, sha256 }) {
    const order = (await findOrder(scope, orderId, { lock: false })) ?? notFound();
    const { number } = order;
    return committed({
      result: { orderId },
      audit: [
        {
          kind: "orders.electronic.conflict",
          subject: { type: ORDER_SUBJECT, id: orderId },
          data: { number, message: order.messageId, sha256 },
        },
      ],
      events: await tellDesk(scope, orderId, "orders.platform-conflict", { number, kind: "electronic-order" }),
    });
  },
});
