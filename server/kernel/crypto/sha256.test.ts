import { describe, expect, it } from "vitest";
import { merkleHash, sha256, sha256Hex } from "@/server/kernel/crypto/sha256";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

describe("hashes", () => {
  it("agree with FIPS 180-4 and RFC 6962", () => {
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(hex(sha256(Buffer.from("abc")))).toBe(sha256Hex("abc"));
    expect(hex(merkleHash.empty)).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    const empty = merkleHash.leaf(Buffer.alloc(0));
    expect(hex(empty)).toBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    expect(hex(merkleHash.node(empty, merkleHash.leaf(Buffer.of(0))))).toBe(
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    );
  });
});
