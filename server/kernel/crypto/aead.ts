import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from "node:crypto";
import { randomFromPool } from "@/server/kernel/crypto/random";
import { SUITE_AES_256_GCM, SUITE_SM4_CTR_HMAC_SM3, type Suite } from "@/server/kernel/crypto/suites";

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SM_NONCE_BYTES = 16;
const SM_TAG_BYTES = 32;
const SM4_KEY_BYTES = 16;

/** Bytes that `encrypt` adds to the plain ones under AES-256-GCM: nonce before, tag after. */
export const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** Bytes that `encrypt` adds under a suite. */
export function overheadOf(suite: Suite): number {
  return suite === SUITE_SM4_CTR_HMAC_SM3 ? SM_NONCE_BYTES + SM_TAG_BYTES : OVERHEAD_BYTES;
}

/** Thrown when a sealed value does not open: wrong key, wrong place, changed bytes or unknown form. Says no more. */
export class SealBrokenError extends Error {
  constructor(reason: string) {
    super(`sealed value does not open: ${reason}`);
    this.name = "SealBrokenError";
  }
}

const BROKEN = "wrong key, wrong place or changed bytes";

/** Associated data from parts, unambiguous whatever the parts hold. */
export function associatedData(parts: readonly (string | number)[]): Buffer {
  return Buffer.from(JSON.stringify(parts), "utf8");
}

/**
 * Encrypts with a 32-byte key under a fresh random nonce. Gives header (as passed, also authenticated), nonce,
 * ciphertext, tag. The header, or whoever calls, must say which suite it was.
 */
export function encrypt(
  key: Uint8Array,
  header: Buffer,
  plain: Uint8Array,
  aad: Buffer,
  suite: Suite = SUITE_AES_256_GCM,
): Buffer {
  if (suite === SUITE_SM4_CTR_HMAC_SM3) return encryptSm(key, header, plain, aad);
  const nonce = randomFromPool(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.concat([header, aad]));
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([header, nonce, body, cipher.getAuthTag()]);
}

/** The inverse of `encrypt`, given the header's length and the suite. Throws SealBrokenError. */
export function decrypt(
  key: Uint8Array,
  headerBytes: number,
  sealed: Buffer,
  aad: Buffer,
  suite: Suite = SUITE_AES_256_GCM,
): Buffer {
  if (sealed.length < headerBytes + overheadOf(suite)) throw new SealBrokenError("too short");
  if (suite === SUITE_SM4_CTR_HMAC_SM3) return decryptSm(key, headerBytes, sealed, aad);
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
    throw new SealBrokenError(BROKEN);
  }
  return plain;
}

/** Two keys of one: what encrypts never authenticates. */
function smKeys(key: Uint8Array): { cipher: Buffer; mac: Buffer } {
  if (key.length !== KEY_BYTES) throw new RangeError("a key has 32 bytes");
  const derive = (purpose: string) => createHmac("sm3", key).update(purpose).digest();
  return { cipher: derive("hegui-sm4-ctr-v1").subarray(0, SM4_KEY_BYTES), mac: derive("hegui-hmac-sm3-v1") };
}

/** Over the associated data with its length before it, then everything that is stored: no two inputs spell the same. */
function smTag(mac: Buffer, aad: Buffer, stored: Uint8Array): Buffer {
  const length = Buffer.alloc(8);
  length.writeBigUInt64BE(BigInt(aad.length));
  return createHmac("sm3", mac).update(length).update(aad).update(stored).digest();
}

function encryptSm(key: Uint8Array, header: Buffer, plain: Uint8Array, aad: Buffer): Buffer {
  const keys = smKeys(key);
  const nonce = randomFromPool(SM_NONCE_BYTES);
  const body = createCipheriv("sm4-ctr", keys.cipher, nonce).update(plain);
  const stored = Buffer.concat([header, nonce, body]);
  return Buffer.concat([stored, smTag(keys.mac, aad, stored)]);
}

function decryptSm(key: Uint8Array, headerBytes: number, sealed: Buffer, aad: Buffer): Buffer {
  const keys = smKeys(key);
  const end = sealed.length - SM_TAG_BYTES;
  const body = headerBytes + SM_NONCE_BYTES;
  if (!timingSafeEqual(smTag(keys.mac, aad, sealed.subarray(0, end)), sealed.subarray(end))) {
    throw new SealBrokenError(BROKEN);
  }
  return createDecipheriv("sm4-ctr", keys.cipher, sealed.subarray(headerBytes, body)).update(
    sealed.subarray(body, end),
  );
}
