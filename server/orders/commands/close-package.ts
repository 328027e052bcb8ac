import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { orderEntry } from "../entry";
import { findOrder, saveOrder } from "../store";

/** Seals a package that was handed out whole: its hash and how many rows it held. The query is done. */
export const sealPackage = command({
  name: "orders.package.seal",
  permission: "orders.answer",
  input: z.object({
    packageId: z.uuid(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.int().min(1),
    rows: z.int().min(0),
  }),
  subject: ({ packageId }) => ({ type: "order-package", id: packageId }),
  async handle(scope, { packageId, sha256, bytes, rows: count }) {
    const { tx, actor } = scope;
    const { rows } = await tx.execute<{ order_id: string }>(sql`update order_packages
      set sha256 = ${sha256}, bytes = ${bytes}::bigint, rows = ${count}::int
      where id = ${packageId}::uuid and programme_id = ${actor.programmeId} and made_by = ${actor.personId}::uuid
        and taken_at is not null and sha256 is null returning order_id`);
    const [row] = rows;
    if (!row) return refuse("orders.package.not-made");
    const order = (await findOrder(scope, row.order_id, { lock: true })) ?? notFound();
    if (order.state === "registered") await saveOrder(scope, order.id, { state: "executed" });
    return committed({
      result: { packageId },
      audit: [orderEntry("orders.package.seal", order, { package: packageId, sha256, bytes, rows: count })],
    });
  },
});
