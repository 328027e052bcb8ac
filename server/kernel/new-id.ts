import { randomFillSync } from "node:crypto";
import type { Id } from "@/domain/shared/ids";

const pool = Buffer.alloc(16 * 256);
let offset = pool.length;
let lastMs = 0;
let counter = 0;

/** A UUIDv7 (RFC 9562): time-ordered across the house, strictly rising within this process. */
export function newId<Kind extends string>(): Id<Kind> {
  if (offset === pool.length) {
    randomFillSync(pool);
    offset = 0;
  }
  const bytes = pool.subarray(offset, offset + 16);
  offset += 16;
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = ((bytes[6] ?? 0) << 4) | ((bytes[7] ?? 0) >> 4);
    counter &= 0x7ff;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const hex = bytes.toString("hex");
  const time = lastMs.toString(16).padStart(12, "0");
  const variant = (8 | (Number.parseInt(hex.charAt(16), 16) & 3)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, "0")}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}` as Id<Kind>;
}
