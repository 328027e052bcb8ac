import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Ends a key for good: its next call, and any that runs and has not read its rights, is refused. */
export const revokeKey = command({
  name: "connections.key.revoke",
  permission: "connections.manage",
  input: z.strictObject({ keyId: z.uuid() }),
  subject: ({ keyId }) => ({ type: "api-key", id: keyId }),
  async handle({ tx, actor, now }, { keyId }) {
    const { rows } = await tx.execute<{ revoked: boolean }>(sql`select revoked_at is not null as revoked from api_keys
      where id = ${keyId}::uuid and programme_id = ${actor.programmeId} for update`);
    const row = rows[0] ?? notFound();
    if (row.revoked) return refuse("connections.key.not-live");
    await tx.execute(sql`update api_keys set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id},
      previous_until = null, version = version + 1 where id = ${keyId}::uuid`);
    return committed({
      result: null,
      audit: [{ kind: "connections.key.revoke", subject: { type: "api-key", id: keyId } }],
    });
  },
});
