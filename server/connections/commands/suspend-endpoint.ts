import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notice } from "@/server/notifications/public";
import { lockEndpoint } from "../endpoints";

/** Stops sending to an endpoint that has failed for too long, and tells the administrators. News are kept for it. */
export const suspendEndpoint = command({
  name: "connections.endpoint.suspend",
  permission: "connections.relay",
  input: z.strictObject({ endpointId: z.uuid() }),
  subject: ({ endpointId }) => ({ type: "webhook-endpoint", id: endpointId }),
  async handle(scope, { endpointId }) {
    const { tx, actor, now } = scope;
    const { state } = await lockEndpoint(scope, endpointId);
    if (state !== "active") return refuse("connections.endpoint.state");
    await tx.execute(
      sql`update webhook_endpoints set state = 'suspended', version = version + 1 where id = ${endpointId}::uuid`,
    );
    const { rows } = await tx.execute<{ person_id: string }>(sql`select g.person_id from role_grants g
      join people p on p.id = g.person_id where g.programme_id = ${actor.programmeId} and g.role = 'administrator'
      and g.ended_at is null and (g.ends_at is null or g.ends_at > ${now}::timestamptz) and p.disabled_at is null`);
    const people = rows.map(({ person_id }) => person_id);
    return committed({
      result: null,
      audit: [{ kind: "connections.endpoint.suspend", subject: { type: "webhook-endpoint", id: endpointId } }],
      events: [...notice(people, "connections.endpoint-disabled", {})],
    });
  },
});
