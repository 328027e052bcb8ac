import { isSeenGround, refusePaper } from "@/domain/orders/decisions";
import { checkPaper } from "@/domain/orders/intake";
import { refusalInput } from "@/domain/orders/schema";
import { command, committed } from "@/server/kernel/command";
import { holdAbout } from "../about";
import { orderEntry } from "../entry";
import { lateGrounds } from "../late-grounds";
import { openOrderReview, orderOf, paperOf, refuseCounter, walled } from "../paper";
import { insertOrder } from "../store";
import { findTarget } from "../target";

/**
 * Refuses a paper: it is kept with its grounds, and the reply slip names them all. A lead looks at it afterwards, as at
 * what was carried out. Refuses where nothing speaks against the paper: a whole order is carried out.
 */
export const refuseOrder = command({
  name: "orders.order.refuse",
  permission: "orders.register",
  input: refusalInput,
  subject: ({ paper }) => ({ type: "order", id: paper.aboutId ?? "new" }),
  async handle(scope, { paper: input, seen }) {
    const { now, rules } = scope;
    const refusal = refuseCounter(scope, input);
    if (refusal) return refusal;
    const told = await holdAbout(scope, input);
    if (told) return told;
    const intake = checkPaper(paperOf(input), now, rules);
    const target = await findTarget(scope, input);
    const late = await lateGrounds(scope, input, target);
    const decision = refusePaper(intake, [...late, ...seen.filter(isSeenGround)], rules, now);
    if (!decision.ok) return walled(decision, input);
    const grounds = decision.value;
    const order = await orderOf(scope, input, {
      intake: { flags: [], grounds },
      state: "refused",
      customerId: target?.customerId ?? null,
      accountId: target?.accounts.length === 1 ? (target.accounts[0]?.accountId ?? null) : null,
    });
    await insertOrder(scope, order);
    await openOrderReview(scope, order);
    const entry = orderEntry(
      "orders.order.refuse",
      { ...order, id: order.id as never },
      { act: order.act, legalBasis: order.basis, grounds: [...grounds], receivedAt: order.receivedAt },
      decision.basis,
    );
    return committed({ result: { orderId: order.id, number: order.number, grounds }, audit: [entry] });
  },
});
