import type pg from "pg";
import { CONNECTIONS_POLICY } from "@/domain/connections/policy";
import { type BucketState, takeFrom } from "@/server/kernel/buckets";

export { addressName as addressBucket, type BucketState } from "@/server/kernel/buckets";

export type Take = { readonly of: "key" | "address"; readonly id: string; readonly cost: number };

const { keyBurst, keyPerSecond, addressBurst, addressPerSecond } = CONNECTIONS_POLICY;
const SIZES = {
  key: { burst: keyBurst, perSecond: keyPerSecond },
  address: { burst: addressBurst, perSecond: addressPerSecond },
} as const;

/** Takes from the buckets of a key and an address. */
export function takeTokens(pool: pg.Pool, takes: readonly Take[]): Promise<readonly BucketState[]> {
  return takeFrom(
    pool,
    takes.map(({ of, id, cost }) => ({ name: `${of}:${id}`, cost, ...SIZES[of] })),
  );
}

/** Forgets buckets that have long been full. */
export async function sweepBuckets(pool: pg.Pool): Promise<void> {
  await pool.query("delete from api_buckets where filled_at < extract(epoch from clock_timestamp()) - 86400");
}
