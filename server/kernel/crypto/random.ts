import { randomFillSync } from "node:crypto";

const POOL_BYTES = 16_384;
const pool = Buffer.alloc(POOL_BYTES);
let used = POOL_BYTES;

/** Random bytes drawn in larger lots: a call into the system for each nonce costs more than the cipher. At most 64. */
export function randomFromPool(size: number): Buffer {
  if (size > 64) throw new RangeError("for short draws only");
  if (used + size > POOL_BYTES) {
    randomFillSync(pool);
    used = 0;
  }
  const drawn = Buffer.from(pool.subarray(used, used + size));
  // What was handed out does not stay here to be read again.
  pool.fill(0, used, used + size);
  used += size;
  return drawn;
}
