import type { Grey } from "./quality";

const COLUMNS = 9;
const ROWS = 8;
/** A picture with less spread than this looks like every other empty one: it has no hash. */
const EMPTY = 3;

/** Two pictures whose hashes differ in at most this many of 64 bits look the same. */
export const SAME_LOOK_BITS = 6;

/** The mean grey of each of 9 × 8 fields. */
function fields({ data, width, height }: Grey): number[] {
  const sums = new Float64Array(COLUMNS * ROWS);
  const counts = new Float64Array(COLUMNS * ROWS);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * ROWS) / height) * COLUMNS;
    for (let x = 0; x < width; x++) {
      const field = row + Math.floor((x * COLUMNS) / width);
      sums[field] = (sums[field] ?? 0) + (data[y * width + x] ?? 0);
      counts[field] = (counts[field] ?? 0) + 1;
    }
  }
  return [...sums].map((sum, at) => sum / Math.max(1, counts[at] ?? 1));
}

/**
 * How a picture looks, as 16 hexadecimal digits (dHash): for each of 64 fields whether it is darker than the one to its
 * right. Survives another size, another compression and more light. Null for a picture with nothing on it. Papers of one
 * kind look alike by their print: it tells pictures of people apart, not papers.
 */
export function lookHash(grey: Grey): string | null {
  const means = fields(grey);
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
  const spread = Math.sqrt(means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / means.length);
  if (spread < EMPTY) return null;
  let hash = 0n;
  for (let y = 0; y < ROWS; y++) {
    for (let x = 0; x < COLUMNS - 1; x++) {
      const at = y * COLUMNS + x;
      hash = (hash << 1n) | ((means[at] ?? 0) < (means[at + 1] ?? 0) ? 1n : 0n);
    }
  }
  return hash.toString(16).padStart(16, "0");
}

/** In how many of 64 bits two hashes differ. */
export function lookDistance(one: string, other: string): number {
  let left = BigInt(`0x${one}`) ^ BigInt(`0x${other}`);
  let bits = 0;
  for (; left > 0n; left &= left - 1n) bits += 1;
  return bits;
}

/** Whether two pictures look the same by their hashes. */
export function looksSame(one: string, other: string): boolean {
  return lookDistance(one, other) <= SAME_LOOK_BITS;
}
