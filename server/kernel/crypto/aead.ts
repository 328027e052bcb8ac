import { createCipheriv, createDecipheriv } from "node:crypto";
import { randomFromPool } from "@/server/kernel/crypto/random";

/** Cipher suites by number, as written in each sealed value. 1 = AES-256-GCM; the national suite gets the next one. */
export const SUITE_AES_256_GCM = 1;

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Bytes that `encrypt` adds to the plain ones: nonce before, tag after. */
export const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** Thrown when a sealed value does not open: wrong key, wrong place, changed bytes or unknown form. Says no more. */
export class SealBrokenError extends Error {
  constructor(reason: string) {
    super(`sealed value does not open: ${reason}`);
    this.name = "SealBrokenError";
  }
}

/** Associated data from parts, unambiguous whatever the parts hold. */
export function associatedData(parts: readonly (string | number)[]): Buffer {
  return Buffer.from(JSON.stringify(parts), "utf8");
}

/** Encrypts under a fresh random nonce. Gives header (as passed, also authenticated), nonce, ciphertext, tag. */
export function encrypt(key: Uint8Array, header: Buffer, plain: Uint8Array, aad: Buffer): Buffer {
  const nonce = randomFromPool(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, aad]));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

/** The inverse of `encrypt`, given the header's length. Throws SealBrokenError. */
export function decrypt(key: Uint8Array, headerBytes: number, sealed: Buffer, aad: Buffer): Buffer {
  if (sealed.length < headerBytes + OVERHEAD_BYTES) throw new SealBrokenError("too short");
  const body = headerBytes + NONCE_BYTES;
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(headerBytes, body), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.concat([sealed.subarray(0, headerBytes), aad]));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(body, sealed.length - TAG_BYTES));
  try {
    decipher.final();
  } catch {
    throw new SealBrokenError("wrong key, wrong place or changed bytes");
  }
  return plain;
}
