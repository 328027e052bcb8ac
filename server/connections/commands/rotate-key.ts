import { sql } from "drizzle-orm";
import { z } from "zod";
import { formatKeyToken } from "@/domain/connections/key-token";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { hashKeySecret, newKeySecret } from "../key-secret";

/**
 * Gives a key a new secret, shown once; the present one opens for the hours of the overlap, an older one no more.
 * Refuses a key that is revoked or expired.
 */
export const rotateKey = command({
  name: "connections.key.rotate",
  permission: "connections.manage",
  input: z.strictObject({ keyId: z.uuid() }),
  stepUp: true,
  storesResult: false,
  subject: ({ keyId }) => ({ type: "api-key", id: keyId }),
  async handle({ tx, actor, now, keyRing }, { keyId }) {
    const { rows } = await tx.execute<{
      live: boolean;
    }>(sql`select revoked_at is null and expires_at > ${now}::timestamptz as live
      from api_keys where id = ${keyId}::uuid and programme_id = ${actor.programmeId} for update`);
    const row = rows[0] ?? notFound();
    if (!row.live) return refuse("connections.key.not-live");
    const secret = newKeySecret();
    const until = addDuration(now, { hours: CONNECTIONS_POLICY.overlapHours });
    await tx.execute(sql`update api_keys set previous_hash = secret_hash, previous_until = ${until}::timestamptz,
      secret_hash = ${hashKeySecret(keyRing, keyId, secret)}, rotated_at = ${now}::timestamptz, version = version + 1
      where id = ${keyId}::uuid`);
    return committed({
      result: { keyId, token: formatKeyToken({ id: keyId, secret }) },
      audit: [
        { kind: "connections.key.rotate", subject: { type: "api-key", id: keyId }, data: { previousUntil: until } },
      ],
    });
  },
});
