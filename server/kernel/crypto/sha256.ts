import { createHash, hash } from "node:crypto";
import type { Hash } from "@/domain/audit/merkle";

/** SHA-256 of the bytes, or of the text's UTF-8 bytes: 32 bytes. */
export function sha256(data: Uint8Array | string): Buffer {
  return hash("sha256", data, "buffer");
}

/** SHA-256 in lower-case hex. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hashes of RFC 6962 section 2.1: SHA-256, leaves prefixed with 0x00 and nodes with 0x01. */
export const merkleHash: Hash = {
  leaf: (bytes) => createHash("sha256").update(LEAF).update(bytes).digest(),
  node: (left, right) => createHash("sha256").update(NODE).update(left).update(right).digest(),
  empty: sha256(""),
};
