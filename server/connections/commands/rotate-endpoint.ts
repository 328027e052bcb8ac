import { sql } from "drizzle-orm";
import { z } from "zod";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { newEndpointSecret, sealEndpointSecret } from "../endpoint-secret";
import { lockEndpoint } from "../endpoints";

/** Gives an endpoint a new signing secret, shown once. For the hours of the overlap messages carry both signatures. */
export const rotateEndpoint = command({
  name: "connections.endpoint.rotate",
  permission: "connections.manage",
  input: z.strictObject({ endpointId: z.uuid() }),
  stepUp: true,
  storesResult: false,
  subject: ({ endpointId }) => ({ type: "webhook-endpoint", id: endpointId }),
  async handle(scope, { endpointId }) {
    const { tx, now, keyRing } = scope;
    await lockEndpoint(scope, endpointId);
    const secret = newEndpointSecret();
    const until = addDuration(now, { hours: CONNECTIONS_POLICY.overlapHours });
    await tx.execute(sql`update webhook_endpoints set previous_cipher = secret_cipher, previous_until = ${until}::timestamptz,
      secret_cipher = ${sealEndpointSecret(keyRing, endpointId, secret)}, version = version + 1 where id = ${endpointId}::uuid`);
    return committed({
      result: { endpointId, secret },
      audit: [
        {
          kind: "connections.endpoint.rotate",
          subject: { type: "webhook-endpoint", id: endpointId },
          data: { previousUntil: until },
        },
      ],
    });
  },
});
