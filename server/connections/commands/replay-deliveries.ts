import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** One delivery that has ended, or every dead letter of an endpoint. */
const input = z.union([z.strictObject({ deliveryId: z.uuid() }), z.strictObject({ endpointId: z.uuid() })]);

/**
 * Has messages sent again, under the ids they had: a receiver that took one before can tell. Refuses one that is still
 * waiting; gives how many wait now.
 */
export const replayDeliveries = command({
  name: "connections.delivery.replay",
  permission: "connections.manage",
  input,
  subject: (what) =>
    "deliveryId" in what
      ? { type: "webhook-delivery", id: what.deliveryId }
      : { type: "webhook-endpoint", id: what.endpointId },
  async handle({ tx, actor, now }, what) {
    const one = "deliveryId" in what;
    const { rows } = await tx.execute<{ state: string }>(
      one
        ? sql`select d.state from webhook_deliveries d join webhook_endpoints e on e.id = d.endpoint_id and e.state <> 'deleted'
            where d.id = ${what.deliveryId}::uuid and d.programme_id = ${actor.programmeId} for update of d`
        : sql`select state from webhook_endpoints where id = ${what.endpointId}::uuid and programme_id = ${actor.programmeId}
            and state <> 'deleted'`,
    );
    const found = rows[0] ?? notFound();
    if (one && found.state === "pending") return refuse("connections.delivery.not-dead");
    const which = one
      ? sql`id = ${what.deliveryId}::uuid`
      : sql`endpoint_id = ${what.endpointId}::uuid and state = 'dead'`;
    const again = await tx.execute(sql`update webhook_deliveries set state = 'pending', round = 0, ended_at = null,
      next_at = ${now}::timestamptz where ${which} and programme_id = ${actor.programmeId}`);
    const count = again.rowCount ?? 0;
    return committed({
      result: { count },
      audit: [
        {
          kind: "connections.delivery.replay",
          subject: one
            ? { type: "webhook-delivery", id: what.deliveryId }
            : { type: "webhook-endpoint", id: what.endpointId },
          data: { count },
        },
      ],
    });
  },
});
