/**
 * The Merkle tree of RFC 6962 section 2.1 over leaf hashes, with hashing injected.
 *
 * A node is named by level and index: level 0 holds the leaves, and node (level, index) covers the leaves
 * [index·2^level, (index+1)·2^level). Only complete subtrees are nodes; they never change once written, so a store
 * only ever adds rows. Everything else (a root, a proof) is folded from O(log n) of them.
 */
export type Hash = {
  /** Hash of a leaf's exact bytes, domain-separated from nodes (RFC 6962: SHA-256 of 0x00 and the bytes). */
  leaf(bytes: Uint8Array): Uint8Array;
  /** Hash of two children (RFC 6962: SHA-256 of 0x01, left and right). */
  node(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** Root of the tree without leaves (RFC 6962: SHA-256 of nothing). */
  readonly empty: Uint8Array;
};

export type NodeId = { readonly level: number; readonly index: number };

/** A complete subtree's hash, to be stored once. */
export type TreeNode = NodeId & { readonly hash: Uint8Array };

/** An appendable tree: how many leaves it has and the hashes of its complete subtrees, largest (leftmost) first. */
export type CompactRange = { readonly size: number; readonly peaks: readonly Uint8Array[] };

export const EMPTY_RANGE: CompactRange = { size: 0, peaks: [] };

/** The ids of the peaks of a tree of `size` leaves, largest first: what to load to go on appending to it. */
export function peakIds(size: number): readonly NodeId[] {
  assertCount(size, "size");
  return completeSubtrees(0, size);
}

/** The range of `size` leaves whose peaks were loaded in the order of `peakIds`. Refuses a wrong number of them. */
export function compactRange(size: number, peaks: readonly Uint8Array[]): CompactRange {
  if (peakIds(size).length !== peaks.length) throw new RangeError(`a tree of ${size} leaves has other peaks`);
  return { size, peaks };
}

/** Appends one leaf hash. Gives the new range and every node it completed, the leaf itself first. */
export function append(
  hash: Hash,
  range: CompactRange,
  leafHash: Uint8Array,
): { readonly range: CompactRange; readonly nodes: readonly TreeNode[] } {
  const peaks = [...range.peaks];
  const nodes: TreeNode[] = [{ level: 0, index: range.size, hash: leafHash }];
  let current = leafHash;
  let index = range.size;
  for (let level = 1; index % 2 === 1; level += 1) {
    const left = peaks.pop();
    if (!left) throw new RangeError("the range has fewer peaks than its size needs");
    current = hash.node(left, current);
    index = (index - 1) / 2;
    nodes.push({ level, index, hash: current });
  }
  peaks.push(current);
  return { range: { size: range.size + 1, peaks }, nodes };
}

/** The RFC 6962 root of the leaves appended so far. */
export function root(hash: Hash, range: CompactRange): Uint8Array {
  return range.peaks.length === 0 ? hash.empty : foldRight(hash, range.peaks);
}

/** One hash of a proof: the nodes it is folded from, left to right (one node, except at the tree's ragged edge). */
export type ProofStep = readonly NodeId[];

/**
 * Which nodes prove that leaf `index` is in the tree of the first `size` leaves, one step per proof hash, bottom up.
 * At most about 2·log2(size) nodes in all, so they can be fetched in one query. Refuses an index outside the tree.
 */
export function inclusionPlan(index: number, size: number): readonly ProofStep[] {
  assertCount(index, "index");
  assertCount(size, "size");
  if (index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const steps: ProofStep[] = [];
  let [low, high] = [0, size];
  while (high - low > 1) {
    const split = low + largestPowerBelow(high - low);
    if (index < split) {
      steps.push(completeSubtrees(split, high));
      high = split;
    } else {
      steps.push(completeSubtrees(low, split));
      low = split;
    }
  }
  return steps.reverse();
}

/**
 * Which nodes prove that the tree of `oldSize` leaves is a prefix of the tree of `newSize`, one step per proof hash.
 * Empty when the sizes are equal or the old tree is empty. Refuses a shrinking tree.
 */
export function consistencyPlan(oldSize: number, newSize: number): readonly ProofStep[] {
  assertCount(oldSize, "old size");
  assertCount(newSize, "new size");
  if (oldSize > newSize) throw new RangeError(`a tree of ${newSize} has no prefix of ${oldSize}`);
  if (oldSize === 0) return [];
  const steps: ProofStep[] = [];
  let [low, high] = [0, newSize];
  while (high !== oldSize) {
    const split = low + largestPowerBelow(high - low);
    if (oldSize <= split) {
      steps.push(completeSubtrees(split, high));
      high = split;
    } else {
      steps.push(completeSubtrees(low, split));
      low = split;
    }
  }
  // The verifier knows the old root; it needs this subtree only where the old tree is more than it.
  if (low > 0) steps.push(completeSubtrees(low, high));
  return steps.reverse();
}

/** Folds a plan into the hashes of a proof. `lookup` gives a stored node's hash; a missing one is a RangeError. */
export function proofOf(
  hash: Hash,
  plan: readonly ProofStep[],
  lookup: (node: NodeId) => Uint8Array | undefined,
): readonly Uint8Array[] {
  return plan.map((step) =>
    foldRight(
      hash,
      step.map((node) => {
        const found = lookup(node);
        if (!found) throw new RangeError(`node ${node.index} of level ${node.level} is not stored`);
        return found;
      }),
    ),
  );
}

/** True when `proof` leads from a leaf's hash to the root of a tree of `size` leaves (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(
  hash: Hash,
  claim: { index: number; size: number; leafHash: Uint8Array; root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(claim.index) || !isCount(claim.size) || claim.index >= claim.size) return false;
  let [node, last, current] = [claim.index, claim.size - 1, claim.leafHash];
  for (const sibling of proof) {
    if (last === 0 || sibling.length !== hash.empty.length) return false;
    if (node % 2 === 1 || node === last) {
      current = hash.node(sibling, current);
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      current = hash.node(current, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(current, claim.root);
}

/** True when `proof` shows the old tree to be a prefix of the new one (RFC 9162 section 2.1.4.2). */
export function verifyConsistency(
  hash: Hash,
  claim: { oldSize: number; newSize: number; oldRoot: Uint8Array; newRoot: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  const { oldSize, newSize, oldRoot, newRoot } = claim;
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0 && equalBytes(oldRoot, hash.empty);
  let [node, last] = [oldSize - 1, newSize - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const [first, ...rest] = node === 0 ? [oldRoot, ...proof] : proof;
  if (!first || rest.length === 0) return false;
  let [old, current] = [first, first];
  for (const sibling of rest) {
    if (last === 0 || sibling.length !== hash.empty.length) return false;
    if (node % 2 === 1 || node === last) {
      [old, current] = [hash.node(sibling, old), hash.node(sibling, current)];
      while (node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
    } else {
      current = hash.node(current, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && equalBytes(old, oldRoot) && equalBytes(current, newRoot);
}

/** The complete subtrees that tile [low, high), left to right; `low` is aligned to the largest of them. */
function completeSubtrees(low: number, high: number): NodeId[] {
  const nodes: NodeId[] = [];
  let start = low;
  while (start < high) {
    const width = largestPowerBelow(high - start + 1);
    nodes.push({ level: Math.log2(width), index: start / width });
    start += width;
  }
  return nodes;
}

/** The root over neighbouring subtrees of falling size. */
function foldRight(hash: Hash, hashes: readonly Uint8Array[]): Uint8Array {
  return hashes.reduceRight((right, left) => hash.node(left, right));
}

/** The largest power of two smaller than `count` (at least 2). Plain arithmetic: bit operators stop at 2^31. */
function largestPowerBelow(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function assertCount(value: number, name: string): void {
  if (!isCount(value)) throw new RangeError(`${name} ${value} is not a count`);
}

function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, at) => byte === right[at]);
}
