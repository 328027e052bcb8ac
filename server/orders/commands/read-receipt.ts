import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { orderEntry } from "../entry";
import { receiptFacts } from "../receipt-facts";
import { findOrder } from "../store";

/** Reads what a receipt says, officers and target in clear, and leaves that in the log. The answer is not kept. */
export const readReceipt = command({
  name: "orders.receipt.read",
  permission: "orders.read",
  storesResult: false,
  input: z.object({ orderId: z.uuid(), language: z.enum(["zh-CN", "en"]) }),
  subject: ({ orderId }) => ({ type: "order", id: orderId }),
  async handle(scope, { orderId, language }) {
    const order = (await findOrder(scope, orderId, { lock: false })) ?? notFound();
    const facts = await receiptFacts(scope, orderId);
    return committed({
      result: facts,
      audit: [orderEntry("orders.receipt.read", order, { state: order.state, language })],
    });
  },
});
