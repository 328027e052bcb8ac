import { createHmac } from "node:crypto";
import type pg from "pg";
import type { KeyRing } from "./crypto/key-ring";

/** How a bucket stands after a call. Seconds until it is full again, and until one more call is let through. */
export type BucketState = {
  readonly granted: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly fullIn: number;
  readonly nextIn: number;
};

/** How much is taken from which bucket; `burst`: what it holds, `perSecond`: how fast it fills. */
export type BucketTake = {
  readonly name: string;
  readonly cost: number;
  readonly burst: number;
  readonly perSecond: number;
};

/** An address as a bucket is named by it: hashed, since it may be a person's. */
export function addressName(keyRing: KeyRing, address: string | null): string {
  return createHmac("sha256", keyRing.purposeKey("api-address"))
    .update(address ?? "")
    .digest("base64url")
    .slice(0, 22);
}

/**
 * Takes from buckets in one statement, by the database's clock: every web instance sees the same ones. What is not
 * granted takes nothing, so that a caller who goes on too fast still gets his share.
 */
export async function takeFrom(pool: pg.Pool, takes: readonly BucketTake[]): Promise<readonly BucketState[]> {
  const sorted = [...takes].sort((a, b) => (a.name < b.name ? -1 : 1));
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
  return takes.map(({ name, burst, perSecond, cost }) => {
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
