import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

/** A new secret of a key: 256 random bits. */
export function newKeySecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret: a keyed hash bound to its key, so that a copy of the database opens nothing. */
export function hashKeySecret(keyRing: KeyRing, keyId: string, secret: string): Buffer {
  return createHmac("sha256", keyRing.purposeKey("api-key")).update(`${keyId}\n${secret}`).digest();
}

/** Whether a secret is the one kept; in the same time for every wrong one. */
export function isKeySecret(kept: Buffer | null, offered: Buffer): boolean {
  return kept !== null && kept.length === offered.length && timingSafeEqual(kept, offered);
}
