import { sql } from "drizzle-orm";
import { z } from "zod";
import { command, committed } from "@/server/kernel/command";
import { lockEndpoint } from "../endpoints";

/** Ends an endpoint for good. What waits for it goes to the dead letters; its log stays. */
export const deleteEndpoint = command({
  name: "connections.endpoint.delete",
  permission: "connections.manage",
  input: z.strictObject({ endpointId: z.uuid() }),
  subject: ({ endpointId }) => ({ type: "webhook-endpoint", id: endpointId }),
  async handle(scope, { endpointId }) {
    const { tx, now } = scope;
    await lockEndpoint(scope, endpointId);
    await tx.execute(sql`update webhook_endpoints set state = 'deleted', previous_cipher = null, previous_until = null,
      version = version + 1 where id = ${endpointId}::uuid`);
    await tx.execute(sql`update webhook_deliveries set state = 'dead', ended_at = ${now}::timestamptz
      where endpoint_id = ${endpointId}::uuid and state = 'pending'`);
    return committed({
      result: null,
      audit: [{ kind: "connections.endpoint.delete", subject: { type: "webhook-endpoint", id: endpointId } }],
    });
  },
});
