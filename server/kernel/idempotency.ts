import { type SQL, sql } from "drizzle-orm";
import superjson from "superjson";
import type { Tx } from "@/db/client";
import { canonicalJson } from "@/domain/shared/canonical-json";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "./actor";
import { sha256 } from "./crypto/sha256";

export type Claim = { state: "new" } | { state: "replay"; result: unknown } | { state: "conflict" };

type Row = { request_hash: Buffer; result: unknown };

/** SHA-256 of a parsed input in canonical form. */
export function requestHash(input: unknown): Buffer {
  return sha256(canonicalJson(superjson.serialize(input)));
}

/**
 * Claims (programme, actor, command, key) in the transaction. A concurrent claim waits for the first to end. The same
 * key with the same input replays the stored result; with another input it conflicts.
 */
export async function claimKey(
  tx: Tx,
  actor: Actor,
  command: string,
  key: string,
  hash: Buffer,
  now: Instant,
): Promise<Claim> {
  const inserted =
    await tx.execute(sql`insert into idempotency_keys (programme_id, actor_id, command, key, request_hash, created_at)
    values (${actor.programmeId}, ${actor.id}, ${command}, ${key}, ${hash}, ${now}::timestamptz)
    on conflict do nothing`);
  if (inserted.rowCount === 1) return { state: "new" };
  const { rows } = await tx.execute<Row>(sql`select request_hash, result from idempotency_keys
    where programme_id = ${actor.programmeId} and actor_id = ${actor.id} and command = ${command} and key = ${key}`);
  const row = rows[0];
  // One so old that its hash was emptied is taken at the key's word.
  if (!row || (row.request_hash.length > 0 && !row.request_hash.equals(hash))) return { state: "conflict" };
  return { state: "replay", result: row.result ? superjson.deserialize(row.result as never) : null };
}

/** The statement that stores the result under a claimed key. */
export function resultUpdate(actor: Actor, command: string, key: string, result: unknown): SQL {
  return sql`update idempotency_keys set result = ${JSON.stringify(superjson.serialize(result))}::jsonb
    where programme_id = ${actor.programmeId} and actor_id = ${actor.id} and command = ${command} and key = ${key}`;
}
