import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { endOfLog, lockEndpoint } from "../endpoints";

/**
 * Sends to an endpoint again. One that was suspended for failing gets what happened meanwhile; one that was switched off
 * begins anew.
 */
export const enableEndpoint = command({
  name: "connections.endpoint.enable",
  permission: "connections.manage",
  input: z.strictObject({ endpointId: z.uuid() }),
  subject: ({ endpointId }) => ({ type: "webhook-endpoint", id: endpointId }),
  async handle(scope, { endpointId }) {
    const { state, position } = await lockEndpoint(scope, endpointId);
    if (state === "active") return refuse("connections.endpoint.state");
    const from = state === "disabled" ? await endOfLog(scope) : position;
    await scope.tx.execute(sql`update webhook_endpoints set state = 'active', failing_since = null, position = ${from}::int8,
      version = version + 1 where id = ${endpointId}::uuid`);
    return committed({
      result: null,
      audit: [
        {
          kind: "connections.endpoint.enable",
          subject: { type: "webhook-endpoint", id: endpointId },
          data: { was: state },
        },
      ],
    });
  },
});
