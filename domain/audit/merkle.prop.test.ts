import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  append,
  compactRange,
  consistencyPlan,
  EMPTY_RANGE,
  type Hash,
  inclusionPlan,
  type NodeId,
  peakIds,
  proofOf,
  root,
  verifyConsistency,
  verifyInclusion,
} from "./merkle";

const digest = (...parts: Uint8Array[]) => {
  const sha = createHash("sha256");
  for (const part of parts) sha.update(part);
  return new Uint8Array(sha.digest());
};
const hash: Hash = {
  leaf: (bytes) => digest(Uint8Array.of(0), bytes),
  node: (left, right) => digest(Uint8Array.of(1), left, right),
  empty: digest(),
};

/** The recursive definitions of RFC 6962 section 2.1, word for word, over the whole list of leaf hashes. */
function split(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return hash.empty;
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = split(leaves.length);
  return hash.node(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}
function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const k = split(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}
function naiveProof(m: number, leaves: readonly Uint8Array[], known: boolean): Uint8Array[] {
  if (m === leaves.length) return known ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return m <= k
    ? [...naiveProof(m, leaves.slice(0, k), known), naiveRoot(leaves.slice(k))]
    : [...naiveProof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

const leafHashes = Array.from({ length: 140 }, (_, at) => hash.leaf(Uint8Array.of(at)));
const stored = new Map<string, Uint8Array>();
const ranges = [EMPTY_RANGE];
for (const leaf of leafHashes) {
  const step = append(hash, ranges.at(-1) ?? EMPTY_RANGE, leaf);
  for (const node of step.nodes) stored.set(`${node.level}/${node.index}`, node.hash);
  ranges.push(step.range);
}
const lookup = (node: NodeId) => stored.get(`${node.level}/${node.index}`);
const rootOf = (size: number) => naiveRoot(leafHashes.slice(0, size));

/** A tree size, and a smaller number below it. */
const sizeAndLess = fc
  .integer({ min: 1, max: leafHashes.length })
  .chain((size) => fc.tuple(fc.integer({ min: 0, max: size - 1 }), fc.constant(size)));

/** Every way to spoil one proof: a bit, a missing hash, one too many, two swapped. */
function spoiled(proof: readonly Uint8Array[], at: number): Uint8Array[][] {
  const flipped = proof.map((item, index) =>
    index === at % proof.length ? item.map((byte, b) => (b ? byte : byte ^ 8)) : item,
  );
  const swapped = [...proof.slice(1), ...proof.slice(0, 1)];
  return [
    ...(proof.length > 0 ? [flipped, proof.slice(0, -1), proof.slice(1)] : []),
    ...(proof.length > 1 ? [swapped] : []),
    [...proof, hash.empty],
    [hash.empty, ...proof],
  ];
}

describe("the tree against the recursive definition", () => {
  it("has the same root at every size, also when taken up again from stored peaks", () => {
    for (const [size, range] of ranges.entries()) {
      expect(root(hash, range)).toEqual(rootOf(size));
      const peaks = peakIds(size).map((id) => lookup(id) as Uint8Array);
      expect(compactRange(size, peaks)).toEqual(range);
    }
  });

  it("stores each complete subtree once, with the hash of its leaves", () => {
    expect(stored.size).toBeLessThan(leafHashes.length * 2);
    for (const [id, value] of stored) {
      const [level, index] = id.split("/").map(Number) as [number, number];
      const width = 2 ** level;
      expect(value).toEqual(naiveRoot(leafHashes.slice(index * width, (index + 1) * width)));
    }
  });

  it("proves inclusion with the same hashes, from few nodes, and spoiled proofs fail", () => {
    fc.assert(
      fc.property(sizeAndLess, fc.nat(), ([index, size], at) => {
        const plan = inclusionPlan(index, size);
        expect(plan.flat().length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size)) + 1);
        const proof = proofOf(hash, plan, lookup);
        expect(proof).toEqual(naivePath(index, leafHashes.slice(0, size)));
        const claim = { index, size, leafHash: leafHashes[index] as Uint8Array, root: rootOf(size) };
        expect(verifyInclusion(hash, claim, proof)).toBe(true);
        for (const bad of spoiled(proof, at)) expect(verifyInclusion(hash, claim, bad)).toBe(false);
        expect(verifyInclusion(hash, { ...claim, leafHash: hash.empty }, proof)).toBe(false);
        if (size > 1) expect(verifyInclusion(hash, { ...claim, index: (index + 1) % size }, proof)).toBe(false);
      }),
    );
  });

  it("proves consistency with the same hashes, and spoiled proofs fail", () => {
    fc.assert(
      fc.property(sizeAndLess, fc.nat(), ([oldSize, newSize], at) => {
        const proof = proofOf(hash, consistencyPlan(oldSize, newSize), lookup);
        const leaves = leafHashes.slice(0, newSize);
        expect(proof).toEqual(oldSize === 0 ? [] : naiveProof(oldSize, leaves, true));
        const claim = { oldSize, newSize, oldRoot: rootOf(oldSize), newRoot: rootOf(newSize) };
        expect(verifyConsistency(hash, claim, proof)).toBe(true);
        for (const bad of spoiled(proof, at)) expect(verifyConsistency(hash, claim, bad)).toBe(false);
        expect(verifyConsistency(hash, { ...claim, oldRoot: rootOf(oldSize + 1) }, proof)).toBe(false);
      }),
    );
  });

  it("plans beyond 2^32 leaves", () => {
    const size = 2 ** 40 + 3;
    expect(inclusionPlan(2 ** 40 + 1, size).at(-1)).toEqual([{ level: 40, index: 0 }]);
    expect(consistencyPlan(2 ** 40, size)).toEqual([
      [
        { level: 1, index: 2 ** 39 },
        { level: 0, index: 2 ** 40 + 2 },
      ],
    ]);
  });
});
