import { createHmac } from "node:crypto";
import type pg from "pg";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

/** How a bucket stands after a call. Seconds until it is full again, and until one more call is let through. */
export type BucketState = {
  readonly granted: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly fullIn: number;
  readonly nextIn: number;
};

export type Take = { readonly of: "key" | "address"; readonly id: string; readonly cost: number };

const { keyBurst, keyPerSecond, addressBurst, addressPerSecond } = CONNECTIONS_POLICY;
const SIZES = {
  key: { burst: keyBurst, perSecond: keyPerSecond },
  address: { burst: addressBurst, perSecond: addressPerSecond },
} as const;

/** An address as a bucket is named by it: hashed, since it may be a person's. */
export function addressBucket(keyRing: KeyRing, address: string | null): string {
  return createHmac("sha256", keyRing.purposeKey("api-address"))
    .update(address ?? "")
    .digest("base64url")
    .slice(0, 22);
}

/**
 * Takes from buckets in one statement, by the database's clock: every web instance sees the same ones. What is not
 * granted takes nothing, so that a caller who goes on too fast still gets his share.
 */
export async function takeTokens(pool: pg.Pool, takes: readonly Take[]): Promise<readonly BucketState[]> {
  const named = takes.map(({ of, id, cost }) => ({ name: `${of}:${id}`, cost, ...SIZES[of] }));
  const sorted = [...named].sort((a, b) => (a.name < b.name ? -1 : 1));
  const { rows } = await pool.query<{ name: string; tokens: number; granted: boolean }>(
    `with asked as (select * from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[]) as a (name, cost, burst, rate)),
       state as (select a.*, extract(epoch from clock_timestamp())::float8 as at from asked a)
     insert into api_buckets as b (name, tokens, filled_at, granted)
     select name, burst - cost, at, true from state order by name
     on conflict (name) do update set
       tokens = (select case when f.filled >= s.cost then f.filled - s.cost else f.filled end
         from state s, lateral (select least(s.burst, b.tokens + greatest(0, s.at - b.filled_at) * s.rate) as filled) f where s.name = b.name),
       granted = (select least(s.burst, b.tokens + greatest(0, s.at - b.filled_at) * s.rate) >= s.cost from state s where s.name = b.name),
       filled_at = greatest(b.filled_at, excluded.filled_at)
     returning name, tokens, granted`,
    [
      sorted.map(({ name }) => name),
      sorted.map(({ cost }) => cost),
      sorted.map(({ burst }) => burst),
      sorted.map(({ perSecond }) => perSecond),
    ],
  );
  return named.map(({ name, burst, perSecond, cost }) => {
    const row = rows.find((one) => one.name === name);
    const tokens = row?.tokens ?? 0;
    return {
      granted: row?.granted ?? false,
      limit: burst,
      remaining: Math.max(0, Math.floor(tokens)),
      fullIn: Math.ceil((burst - tokens) / perSecond),
      nextIn: Math.max(1, Math.ceil((cost - tokens) / perSecond)),
    };
  });
}

/** Forgets buckets that have long been full. */
export async function sweepBuckets(pool: pg.Pool): Promise<void> {
  await pool.query("delete from api_buckets where filled_at < extract(epoch from clock_timestamp()) - 86400");
}
