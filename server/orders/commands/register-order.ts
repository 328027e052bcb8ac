import { sql } from "drizzle-orm";
import { refuseBy } from "@/domain/orders/decisions";
import { acceptPaper, distinct, type Intake } from "@/domain/orders/intake";
import { type PaperInput, paperInput } from "@/domain/orders/schema";
import { type Result, refuse } from "@/domain/shared/result";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";
import { holdAbout } from "../about";
import { type CarriedOut, deduct, hold, query, release, renew } from "../carry-out";
import { orderEntry } from "../entry";
import { openOrderReview, paperOf, refuseCounter, walled } from "../paper";
import { findTarget, type Target } from "../target";
import "../settle";

/** True where the same paper was taken in before for the same order or account, and not refused. */
async function isTaken({ tx, actor }: Scope, input: PaperInput, target?: Target): Promise<boolean> {
  const ids = `{${(target?.accounts ?? []).map(({ accountId }) => accountId).join(",")}}`;
  const same = input.aboutId
    ? sql`about_id = ${input.aboutId}::uuid`
    : sql`customer_id = ${target?.customerId ?? null}::uuid and (account_id is null or account_id = any(${ids}::uuid[]))`;
  const { rows } = await tx.execute(sql`select from orders where programme_id = ${actor.programmeId}
    and authority_name = ${input.authorityName} and document_number = ${input.documentNumber} and act = ${input.act}
    and state <> 'refused' and ${same} limit 1`);
  return rows.length > 0;
}

async function carryOut(scope: Scope, input: PaperInput, intake: Intake): Promise<Result<CarriedOut>> {
  const { now, rules } = scope;
  if (input.act === "renew" || input.act === "release") {
    const told = await holdAbout(scope, input);
    if (told) return told;
    if (await isTaken(scope, input)) return refuse("orders.order.twice");
    const { term } = input;
    if (input.act === "release" || !term) return release(scope, input, intake);
    return renew(scope, input, intake, term.unit === "until" ? { unit: "until", on: localDate(term.on) } : term);
  }
  const target = await findTarget(scope, input);
  if (!target) return refuseBy("target-unknown", rules, now);
  if (await isTaken(scope, input, target)) return refuse("orders.order.twice");
  switch (input.act) {
    case "query":
      return query(scope, input, intake, target);
    case "deduct":
      return deduct(scope, input, intake, target);
    default:
      return hold(scope, input, intake, target);
  }
}

/**
 * Takes in an order on whole papers and carries it out at once: freezes and stops stand in the same transaction, or wait
 * behind the freeze that holds the account; a renewal or release reaches its own order and no other. A lead who is another
 * person looks at it afterwards. Refuses by the first ground of the reply slip, and leaves refusing it to its own command.
 */
export const registerOrder = command({
  name: "orders.order.register",
  permission: "orders.register",
  input: paperInput,
  subject: ({ aboutId }) => ({ type: "order", id: aboutId ?? "new" }),
  async handle(scope, input) {
    const { now, rules } = scope;
    const refusal = refuseCounter(scope, input);
    if (refusal) return refusal;
    const accepted = acceptPaper(paperOf(input), now, rules);
    if (!accepted.ok) return walled(accepted, input);
    const done = await carryOut(scope, input, accepted.value);
    if (!done.ok) return walled(done, input);
    const { orders, effect } = done.value;
    const basis = distinct([...accepted.basis, ...done.basis]);
    const entries = orders.map((order) =>
      orderEntry(
        "orders.order.register",
        { ...order, id: order.id as never },
        {
          act: order.act,
          legalBasis: order.basis,
          state: order.state,
          account: order.accountId,
          amountMinor: order.extent?.amountMinor?.toString() ?? null,
          receivedAt: order.receivedAt,
          endsAt: order.endsAt,
          flags: order.flags,
          about: order.aboutId,
        },
        basis,
      ),
    );
    for (const order of orders) await openOrderReview(scope, order);
    const [first, ...rest] = entries;
    if (!first) return refuseBy("target-unknown", rules, now);
    return committed({
      result: {
        orders: orders.map(({ id, number, state, endsAt }) => ({ orderId: id, number, state, endsAt })),
      },
      audit: [first, ...rest, ...effect.audit],
      events: effect.events,
    });
  },
});
