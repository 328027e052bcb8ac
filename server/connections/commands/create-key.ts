import { sql } from "drizzle-orm";
import { formatKeyToken } from "@/domain/connections/key-token";
import { createKeyInput } from "@/domain/connections/schema";
import { readRange } from "@/domain/shared/addresses";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { hashKeySecret, newKeySecret } from "../key-secret";

/**
 * Makes a key. The token is in the answer alone, once: what is kept is a hash. Asks for a fresh second factor. Refuses
 * addresses that are none.
 */
export const createKey = command({
  name: "connections.key.create",
  permission: "connections.manage",
  input: createKeyInput,
  stepUp: true,
  storesResult: false,
  subject: () => ({ type: "api-key", id: "new" }),
  async handle({ tx, actor, now, keyRing, newId }, { name, source, scopes, days, addresses }) {
    if (!addresses.every(readRange)) return refuse("connections.key.addresses", { field: "addresses" });
    const id = newId<"api-key">();
    const secret = newKeySecret();
    const expiresAt = addDuration(now, { hours: days * 24 });
    const granted = [...new Set(scopes)];
    await tx.execute(sql`insert into api_keys (id, programme_id, legal_entity_id, name, source, secret_hash, scopes, addresses,
        expires_at, created_by, created_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${name}, ${source}, ${hashKeySecret(keyRing, id, secret)},
        ${JSON.stringify(granted)}::jsonb, ${JSON.stringify(addresses)}::jsonb, ${expiresAt}::timestamptz, ${actor.id},
        ${now}::timestamptz)`);
    return committed({
      result: { keyId: id, token: formatKeyToken({ id, secret }) },
      audit: [
        {
          kind: "connections.key.create",
          subject: { type: "api-key", id },
          data: { source, scopes: granted, expiresAt, addresses: addresses.length },
        },
      ],
    });
  },
});
