import { sql } from "drizzle-orm";
import { z } from "zod";
import type { DataKind } from "@/domain/orders/model";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { orderEntry } from "../entry";
import { findOrder } from "../store";

type Row = {
  order_id: string;
  wanted: { data: DataKind[]; from: string | null; to: string | null };
};

/** Takes a package for handing out: once, by who put it together, within minutes. Refuses a second time and anybody else. */
export const takePackageOut = command({
  name: "orders.package.download",
  permission: "orders.answer",
  storesResult: false,
  input: z.object({ packageId: z.uuid() }),
  subject: ({ packageId }) => ({ type: "order-package", id: packageId }),
  async handle(scope, { packageId }) {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<Row>(sql`update order_packages set taken_at = ${now}::timestamptz
      where id = ${packageId}::uuid and programme_id = ${actor.programmeId} and made_by = ${actor.personId}::uuid and taken_at is null
        and made_at > ${now}::timestamptz - make_interval(mins => ${ORDERS_POLICY.downloadMinutes})
      returning order_id, wanted`);
    const [row] = rows;
    if (!row) return refuse("orders.package.not-made");
    const order = (await findOrder(scope, row.order_id, { lock: false })) ?? notFound();
    if (!order.customerId) return refuse("orders.package.not-made");
    return committed({
      result: {
        orderId: order.id as string,
        number: order.number,
        customerId: order.customerId as string,
        accountId: order.accountId as string | null,
        wanted: row.wanted,
      },
      audit: [orderEntry("orders.package.download", order, { package: packageId, data: row.wanted.data })],
    });
  },
});
