import type { RequestCode } from "@/domain/connections/codes";
import { readAuthorization } from "@/domain/connections/key-token";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { isListed } from "@/domain/shared/addresses";
import type { ClientPrincipal } from "@/server/kernel/principal";
import type { Runtime } from "@/server/kernel/runtime";
import { addressBucket, type BucketState, takeTokens } from "./buckets";
import { hashKeySecret, isKeySecret } from "./key-secret";

export type Caller =
  | { readonly ok: true; readonly principal: ClientPrincipal; readonly bucket: BucketState }
  | { readonly ok: false; readonly code: RequestCode; readonly bucket: BucketState | null };

type KeyRow = {
  programme_id: string;
  secret_hash: Buffer;
  previous_hash: Buffer | null;
  addresses: unknown;
  stale: boolean;
};

/**
 * Who calls, by his key; and whether he may call now. A key that is unknown, revoked, expired, used from an address not
 * on its list or with a wrong secret is answered the same, and costs its address more than a call.
 */
export async function authenticate(
  runtime: Runtime,
  call: { readonly authorization: string | null; readonly address: string | null },
): Promise<Caller> {
  const address = { of: "address" as const, id: addressBucket(runtime.keyRing, call.address) };
  const principal = await provenKey(runtime, call);
  if (!principal) {
    const [bucket] = await takeTokens(runtime.pool, [{ ...address, cost: 1 + CONNECTIONS_POLICY.failureCost }]);
    const code = bucket?.granted ? "connections.request.unauthenticated" : "connections.request.rate";
    return { ok: false, code, bucket: bucket?.granted ? null : (bucket ?? null) };
  }
  const takes = [
    { of: "key" as const, id: principal.keyId, cost: 1 },
    { ...address, cost: 1 },
  ];
  const [own, shared] = await takeTokens(runtime.pool, takes);
  if (!own || !shared) throw new Error("no buckets");
  if (!own.granted || !shared.granted) {
    return { ok: false, code: "connections.request.rate", bucket: own.granted ? shared : own };
  }
  return { ok: true, principal, bucket: own };
}

async function provenKey(
  { pool, clock, keyRing }: Runtime,
  call: { readonly authorization: string | null; readonly address: string | null },
): Promise<ClientPrincipal | undefined> {
  const token = readAuthorization(call.authorization);
  if (!token) return undefined;
  const now = clock();
  const { rows } = await pool.query<KeyRow>(
    `select programme_id, secret_hash, case when previous_until > $2::timestamptz then previous_hash end as previous_hash,
       addresses, coalesce(last_used_at < $2::timestamptz - make_interval(mins => $3), true) as stale
     from api_keys where id = $1 and revoked_at is null and expires_at > $2::timestamptz`,
    [token.id, now, CONNECTIONS_POLICY.lastUsedMinutes],
  );
  const row = rows[0];
  const offered = hashKeySecret(keyRing, token.id, token.secret);
  if (!row || !(isKeySecret(row.secret_hash, offered) || isKeySecret(row.previous_hash, offered))) return undefined;
  if (!Array.isArray(row.addresses) || !isListed(row.addresses, call.address)) return undefined;
  if (row.stale) await pool.query("update api_keys set last_used_at = $2::timestamptz where id = $1", [token.id, now]);
  return { kind: "client", keyId: token.id, programmeId: row.programme_id };
}
