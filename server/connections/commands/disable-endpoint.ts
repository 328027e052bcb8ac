import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { lockEndpoint } from "../endpoints";

/** Sends nothing more to an endpoint until it is switched on; news of the meantime are not kept for it. */
export const disableEndpoint = command({
  name: "connections.endpoint.disable",
  permission: "connections.manage",
  input: z.strictObject({ endpointId: z.uuid() }),
  subject: ({ endpointId }) => ({ type: "webhook-endpoint", id: endpointId }),
  async handle(scope, { endpointId }) {
    const { state } = await lockEndpoint(scope, endpointId);
    if (state === "disabled") return refuse("connections.endpoint.state");
    await scope.tx.execute(sql`update webhook_endpoints set state = 'disabled', version = version + 1
      where id = ${endpointId}::uuid`);
    return committed({
      result: null,
      audit: [{ kind: "connections.endpoint.disable", subject: { type: "webhook-endpoint", id: endpointId } }],
    });
  },
});
