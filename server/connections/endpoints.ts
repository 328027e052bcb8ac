import { sql } from "drizzle-orm";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

export type EndpointState = "active" | "disabled" | "suspended" | "deleted";

/** An endpoint of the programme, locked. Throws not-found, a deleted one included. */
export async function lockEndpoint(
  { tx, actor }: Scope,
  endpointId: string,
): Promise<{ state: EndpointState; position: string }> {
  const { rows } = await tx.execute<{
    state: EndpointState;
    position: string;
  }>(sql`select state, position from webhook_endpoints
    where id = ${endpointId}::uuid and programme_id = ${actor.programmeId} and state <> 'deleted' for update`);
  return rows[0] ?? notFound();
}

/** The end of the general log, as far as it is sealed: where a new endpoint begins to listen. */
export async function endOfLog({ tx, actor }: Scope): Promise<string> {
  const { rows } = await tx.execute<{ size: string }>(sql`select coalesce(max(leaf_index) + 1, 0)::text as size
    from audit_leaves where log = ${`${actor.programmeId}.general`}`);
  return rows[0]?.size ?? "0";
}
