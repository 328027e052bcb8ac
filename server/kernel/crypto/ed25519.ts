import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from "node:crypto";
import { sha256Hex } from "@/server/kernel/crypto/sha256";

/** A public key that auditors can be handed. `spki` is its DER SubjectPublicKeyInfo (44 bytes). */
export type VerifyingKey = { readonly id: string; readonly spki: Buffer };

/** A key pair that signs; the private half stays inside. */
export type SigningKey = VerifyingKey & {
  /** The 64-byte Ed25519 signature over the bytes. */
  sign(bytes: Uint8Array): Buffer;
};

/** A key's name: the first 16 hex digits of the SHA-256 of its SubjectPublicKeyInfo. */
export function keyIdOf(spki: Uint8Array): string {
  return sha256Hex(spki).slice(0, 16);
}

/** A new private key as DER PKCS #8. */
export function newSigningKey(): Buffer {
  return generateKeyPairSync("ed25519").privateKey.export({ format: "der", type: "pkcs8" });
}

/** Opens a private key (DER PKCS #8). Throws when it is not an Ed25519 key. */
export function signingKey(pkcs8: Buffer): SigningKey {
  const privateKey = createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
  assertEd25519(privateKey);
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return { id: keyIdOf(spki), spki, sign: (bytes) => sign(null, bytes, privateKey) };
}

/** True when the signature over the bytes is by the key. False, not an exception, for a key that is none. */
export function verifyEd25519(spki: Buffer, bytes: Uint8Array, signature: Uint8Array): boolean {
  try {
    const publicKey = createPublicKey({ key: spki, format: "der", type: "spki" });
    assertEd25519(publicKey);
    return verify(null, bytes, publicKey, signature);
  } catch {
    return false;
  }
}

function assertEd25519(key: KeyObject): void {
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("not an Ed25519 key");
}
