import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  append,
  type CompactRange,
  compactRange,
  consistencyPlan,
  EMPTY_RANGE,
  type Hash,
  inclusionPlan,
  type NodeId,
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
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

/** The vectors of the certificate-transparency project for RFC 6962 trees of up to eight leaves. */
const LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const EMPTY_ROOT = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const ROOTS = [
  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];
const N = {
  l0: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
  l1: "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
  l4: "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
  l6: "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
  n01: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
  n23: "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
  n45: "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
  n67: "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
  n03: "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
  n47: "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
};
const INCLUSION: readonly [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [0, 8, [N.l1, N.n23, N.n47]],
  [5, 8, [N.l4, N.n67, N.n03]],
  [2, 3, [N.n01]],
  [1, 5, [N.l0, N.n23, N.l4]],
];
const CONSISTENCY: readonly [oldSize: number, newSize: number, proof: string[]][] = [
  [1, 1, []],
  [1, 8, [N.l1, N.n23, N.n47]],
  [6, 8, [N.n45, N.n67, N.n03]],
  [2, 5, [N.n23, N.l4]],
  [6, 7, [N.n45, N.l6, N.n03]],
];

function grow(leaves: readonly string[]) {
  const stored = new Map<string, Uint8Array>();
  let range: CompactRange = EMPTY_RANGE;
  for (const leaf of leaves) {
    const step = append(hash, range, hash.leaf(bytes(leaf)));
    for (const node of step.nodes) stored.set(`${node.level}/${node.index}`, node.hash);
    range = step.range;
  }
  return { range, stored, lookup: (node: NodeId) => stored.get(`${node.level}/${node.index}`) };
}

describe("published vectors of RFC 6962 trees", () => {
  it("gives the root of every size from nothing to eight leaves", () => {
    expect(hex(root(hash, EMPTY_RANGE))).toBe(EMPTY_ROOT);
    for (const [at, expected] of ROOTS.entries()) {
      expect(hex(root(hash, grow(LEAVES.slice(0, at + 1)).range))).toBe(expected);
    }
  });

  it.each(INCLUSION)("proves leaf %i in a tree of %i", (index, size, expected) => {
    const { lookup } = grow(LEAVES);
    const proof = proofOf(hash, inclusionPlan(index, size), lookup);
    expect(proof.map(hex)).toEqual(expected);
    const claim = { index, size, leafHash: hash.leaf(bytes(LEAVES[index] ?? "")), root: bytes(ROOTS[size - 1] ?? "") };
    expect(verifyInclusion(hash, claim, expected.map(bytes))).toBe(true);
  });

  it.each(CONSISTENCY)("proves the tree of %i a prefix of the tree of %i", (oldSize, newSize, expected) => {
    const { lookup } = grow(LEAVES);
    const proof = proofOf(hash, consistencyPlan(oldSize, newSize), lookup);
    expect(proof.map(hex)).toEqual(expected);
    const claim = {
      oldSize,
      newSize,
      oldRoot: bytes(ROOTS[oldSize - 1] ?? ""),
      newRoot: bytes(ROOTS[newSize - 1] ?? ""),
    };
    expect(verifyConsistency(hash, claim, expected.map(bytes))).toBe(true);
  });
});

describe("refusals", () => {
  it("plans nothing for a leaf or a prefix that is not there", () => {
    expect(() => inclusionPlan(3, 3)).toThrow(RangeError);
    expect(() => inclusionPlan(-1, 3)).toThrow(RangeError);
    expect(() => inclusionPlan(0.5, 3)).toThrow(RangeError);
    expect(() => consistencyPlan(4, 3)).toThrow(RangeError);
  });

  it("does not fold over a node that is not stored", () => {
    expect(() => proofOf(hash, inclusionPlan(0, 2), () => undefined)).toThrow(RangeError);
  });

  it("takes up a tree only with the peaks of its size", () => {
    expect(() => compactRange(3, [hash.empty])).toThrow(RangeError);
    expect(compactRange(1, [hash.empty]).size).toBe(1);
  });

  it("does not verify hashes cut elsewhere than between them", () => {
    const [left, right] = [hash.leaf(bytes("00")), hash.leaf(bytes("01"))];
    const longer = new Uint8Array([...left, ...right.slice(0, 1)]);
    const claim = { index: 0, size: 2, root: hash.node(left, right) };
    expect(verifyInclusion(hash, { ...claim, leafHash: left }, [right])).toBe(true);
    expect(verifyInclusion(hash, { ...claim, leafHash: longer }, [right.slice(1)])).toBe(false);
  });

  it("does not verify impossible claims", () => {
    const anyRoot = bytes(ROOTS[0] ?? "");
    for (const [index, size] of [
      [0, 0],
      [1, 0],
      [1, 1],
      [2, 1],
    ] as const) {
      expect(verifyInclusion(hash, { index, size, leafHash: anyRoot, root: anyRoot }, [])).toBe(false);
    }
    const roots = { oldRoot: anyRoot, newRoot: anyRoot };
    expect(verifyConsistency(hash, { oldSize: 2, newSize: 1, ...roots }, [])).toBe(false);
    expect(verifyConsistency(hash, { oldSize: 1, newSize: 2, ...roots }, [])).toBe(false);
    expect(verifyConsistency(hash, { oldSize: 1, newSize: 1, ...roots }, [hash.empty])).toBe(false);
    expect(verifyConsistency(hash, { oldSize: 0, newSize: 1, ...roots }, [])).toBe(false);
    expect(verifyConsistency(hash, { oldSize: 0, newSize: 1, oldRoot: hash.empty, newRoot: anyRoot }, [])).toBe(true);
  });
});
