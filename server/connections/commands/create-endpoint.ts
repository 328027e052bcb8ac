import { sql } from "drizzle-orm";
import { isPrivateHost, readEndpointUrl } from "@/domain/connections/endpoint-url";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { createEndpointInput } from "@/domain/connections/schema";
import { refuse } from "@/domain/shared/result";
import { env } from "@/env";
import { command, committed } from "@/server/kernel/command";
import { newEndpointSecret, sealEndpointSecret } from "../endpoint-secret";
import { endOfLog } from "../endpoints";

/**
 * Names an endpoint for news from now on. The signing secret is in the answer alone, once. Refuses an address that is not
 * https on the open internet; where a name leads to is looked at again at every attempt.
 */
export const createEndpoint = command({
  name: "connections.endpoint.create",
  permission: "connections.manage",
  input: createEndpointInput,
  stepUp: true,
  storesResult: false,
  subject: () => ({ type: "webhook-endpoint", id: "new" }),
  async handle(scope, { name, url, kinds }) {
    const { tx, actor, now, keyRing, newId } = scope;
    const allowPrivate = env().WEBHOOK_ALLOW_PRIVATE === "yes";
    const address = readEndpointUrl(url, { allowPrivate });
    if (!address) return refuse("connections.endpoint.url", { field: "url" });
    if (!allowPrivate && isPrivateHost(address))
      return refuse("connections.endpoint.private-address", { field: "url" });
    const { rows } = await tx.execute<{ n: number }>(sql`select count(*)::int as n from webhook_endpoints
      where programme_id = ${actor.programmeId} and state <> 'deleted'`);
    if ((rows[0]?.n ?? 0) >= CONNECTIONS_POLICY.endpoints) return refuse("connections.endpoint.too-many");
    const id = newId<"webhook-endpoint">();
    const secret = newEndpointSecret();
    const chosen = [...new Set(kinds)];
    await tx.execute(sql`insert into webhook_endpoints (id, programme_id, legal_entity_id, name, url, kinds, state,
        secret_cipher, position, created_by, created_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${name}, ${address.href}, ${JSON.stringify(chosen)}::jsonb,
        'active', ${sealEndpointSecret(keyRing, id, secret)}, ${await endOfLog(scope)}::int8, ${actor.id}, ${now}::timestamptz)`);
    return committed({
      result: { endpointId: id, secret },
      audit: [
        {
          kind: "connections.endpoint.create",
          subject: { type: "webhook-endpoint", id },
          data: { host: address.host, kinds: chosen },
        },
      ],
    });
  },
});
