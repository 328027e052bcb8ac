import { sql } from "drizzle-orm";
import { z } from "zod";
import type { News } from "@/domain/connections/events";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { lockEndpoint } from "../endpoints";

/** Has a trial message sent to an endpoint, signed like any other. Refuses one that is off. */
export const testEndpoint = command({
  name: "connections.endpoint.test",
  permission: "connections.manage",
  input: z.strictObject({ endpointId: z.uuid() }),
  subject: ({ endpointId }) => ({ type: "webhook-endpoint", id: endpointId }),
  async handle(scope, { endpointId }) {
    const { tx, actor, now, newId } = scope;
    const { state } = await lockEndpoint(scope, endpointId);
    if (state !== "active") return refuse("connections.endpoint.state");
    const id = newId<"webhook-delivery">();
    const news: News = { type: "ping", timestamp: now, data: { endpointId } };
    await tx.execute(sql`insert into webhook_deliveries (id, programme_id, legal_entity_id, endpoint_id, event_id, kind, payload,
        state, next_at, created_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${endpointId}::uuid, ${newId()}, 'ping',
        ${JSON.stringify(news)}::jsonb, 'pending', ${now}::timestamptz, ${now}::timestamptz)`);
    return committed({
      result: { deliveryId: id },
      audit: [
        {
          kind: "connections.endpoint.test",
          subject: { type: "webhook-endpoint", id: endpointId },
          data: { delivery: id },
        },
      ],
    });
  },
});
