import { sql } from "drizzle-orm";
import { z } from "zod";
import { discloseOnly } from "@/domain/orders/disclosure";
import type { Disclosure } from "@/domain/orders/model";
import { disclosureInput } from "@/domain/orders/schema";
import { refuse } from "@/domain/shared/result";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { orderEntry } from "../entry";
import { clearanceOf, findOrder } from "../store";

/** What the paper of a query asks for. */
async function paperOf(tx: Parameters<typeof findOrder>[0]["tx"], orderId: string): Promise<Disclosure | null> {
  const { rows } = await tx.execute<{ disclosure: Disclosure | null }>(
    sql`select disclosure from orders where id = ${orderId}::uuid`,
  );
  return rows[0]?.disclosure ?? null;
}

/**
 * Puts together what answers a query: data kinds and days within the paper, anything beyond refused whole. It is handed
 * out once, to the one who put it together, within minutes: see server/orders/package-file.ts.
 */
export const putPackage = command({
  name: "orders.query.package",
  permission: "orders.answer",
  input: disclosureInput.extend({ orderId: z.uuid() }),
  subject: ({ orderId }) => ({ type: "order", id: orderId }),
  async handle(scope, { orderId, data, from, to }) {
    const { tx, actor, now, rules } = scope;
    if (!actor.personId) return refuse("approvals.approval.person-required");
    const order = (await findOrder(scope, orderId, { lock: true })) ?? notFound();
    if (order.act !== "query" || order.state === "refused") return refuse("orders.query.not-a-query");
    const paper = (await paperOf(tx, orderId)) ?? notFound();
    const day = (text: string | null) => (text === null ? null : localDate(text));
    const decision = discloseOnly({ data, from: day(from), to: day(to) }, paper, now, rules);
    if (!decision.ok) return decision;
    const id: string = scope.newId<"order-package">();
    await tx.execute(sql`insert into order_packages (id, programme_id, legal_entity_id, clearance, order_id, wanted, made_by, made_at)
      values (${id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${clearanceOf(order)}, ${orderId}::uuid,
        ${JSON.stringify(decision.value)}::jsonb, ${actor.personId}::uuid, ${now}::timestamptz)`);
    return committed({
      result: { packageId: id },
      audit: [orderEntry("orders.query.package", order, { package: id, data: [...data], from, to }, decision.basis)],
    });
  },
});
