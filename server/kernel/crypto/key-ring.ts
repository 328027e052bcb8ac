import { createHmac, randomBytes } from "node:crypto";
import { join } from "node:path";
import {
  associatedData,
  decrypt,
  encrypt,
  KEY_BYTES,
  SealBrokenError,
  SUITE_AES_256_GCM,
} from "@/server/kernel/crypto/aead";
import { newSigningKey, type SigningKey, signingKey, type VerifyingKey } from "@/server/kernel/crypto/ed25519";
import { createRingFile, type RingFile, readRingFile, replaceRingFile } from "@/server/kernel/crypto/key-ring-file";

/**
 * The institution's long-lived keys.
 *
 * Opening is asynchronous, use is not. An import wraps thousands of data keys a second, so no call to the outside may
 * stand behind `wrap`. An adapter to a key management service asks it once, at opening, to release the master keys,
 * and gives the same interface; a second cipher suite is a second suite number in the wrapped bytes.
 */
export interface KeyRing {
  /** The master key version under which new data keys are wrapped. */
  readonly currentVersion: number;
  /** A data key (32 bytes), encrypted under the current master key and bound to its context. */
  wrap(dataKey: Uint8Array, context: WrapContext): Buffer;
  /** The data key again. Throws SealBrokenError for another context, an unknown version or changed bytes. */
  unwrap(wrapped: Buffer, context: WrapContext): Buffer;
  /** The master key version a wrapped key needs: what a rewrap after rotation selects by. */
  versionOf(wrapped: Buffer): number;
  /** The key of all blind indexes. It outlives rotations of the master key. */
  blindKey(): Buffer;
  /** The key for one named purpose ("session", "core-webhook"), derived from a secret that outlives rotations. */
  purposeKey(purpose: string): Buffer;
  /** The pair that signs audit heads and exports now. */
  readonly signing: SigningKey;
  /** The public halves of every pair that ever signed, the present one included, oldest first. */
  readonly verifying: readonly VerifyingKey[];
}

/** What a wrapped data key belongs to; unwrapping needs the same. */
export type WrapContext = { readonly keyId: string; readonly subjectId: string; readonly retentionClass: string };

/** Thrown when the ring must be there and is not: making a new one would turn what is sealed into noise. */
export class KeyRingMissingError extends Error {
  constructor(path: string) {
    super(`no key ring at ${path}, but data sealed with one exists: restore the file from its backup`);
    this.name = "KeyRingMissingError";
  }
}

/* A wrapped key: 1 byte form · 1 byte suite · 4 bytes master version (big-endian) · 12 nonce · 32 ciphertext · 16 tag */
const FORM = 1;
const HEADER_BYTES = 6;

/** Where the ring lies in a data directory. */
export function keyRingPath(dataDir: string): string {
  return join(dataDir, "keys", "key-ring.json");
}

/**
 * Opens the key ring of a data directory. With `create`, makes it when absent; processes that start together get the
 * same one. Without, throws KeyRingMissingError: pass false as soon as the database holds data. Refuses a file that
 * others than its owner may read.
 */
export async function openKeyRing(options: { dataDir: string; create: boolean }): Promise<KeyRing> {
  const path = keyRingPath(options.dataDir);
  const found = await readRingFile(path);
  if (found) return keyRingOf(found);
  if (!options.create) throw new KeyRingMissingError(path);
  return keyRingOf(await createRingFile(path, newRing()));
}

/** Adds a master key version and makes it current; older versions go on opening what they wrapped. */
export async function rotateMasterKey(dataDir: string): Promise<KeyRing> {
  return change(dataDir, (ring) => {
    const version = Math.max(...ring.masters.map((master) => master.version)) + 1;
    return { ...ring, current: version, masters: [...ring.masters, { version, key: newSecret() }] };
  });
}

/** Adds a signing pair and makes it current; heads signed by older pairs go on verifying. */
export async function rotateSigningKey(dataDir: string): Promise<KeyRing> {
  return change(dataDir, (ring) => ({
    ...ring,
    signing: [...ring.signing, { pkcs8: newSigningKey().toString("base64") }],
  }));
}

async function change(dataDir: string, next: (ring: RingFile) => RingFile): Promise<KeyRing> {
  const path = keyRingPath(dataDir);
  const ring = await readRingFile(path);
  if (!ring) throw new KeyRingMissingError(path);
  const changed = next(ring);
  await replaceRingFile(path, changed);
  return keyRingOf(changed);
}

function newSecret(): string {
  return randomBytes(KEY_BYTES).toString("base64");
}

function newRing(): RingFile {
  return {
    format: "hegui-key-ring",
    version: 1,
    current: 1,
    masters: [{ version: 1, key: newSecret() }],
    blind: newSecret(),
    purposes: newSecret(),
    signing: [{ pkcs8: newSigningKey().toString("base64") }],
  };
}

function keyRingOf(ring: RingFile): KeyRing {
  const masters = new Map(ring.masters.map(({ version, key }) => [version, Buffer.from(key, "base64")]));
  const current = masters.get(ring.current);
  const signers = ring.signing.map(({ pkcs8 }) => signingKey(Buffer.from(pkcs8, "base64")));
  const signing = signers.at(-1);
  if (!current || !signing) throw new Error("the key ring lacks its current key");
  const purposes = Buffer.from(ring.purposes, "base64");
  return {
    currentVersion: ring.current,
    wrap(dataKey, context) {
      if (dataKey.length !== KEY_BYTES) throw new RangeError("a data key has 32 bytes");
      const header = Buffer.from([FORM, SUITE_AES_256_GCM, 0, 0, 0, 0]);
      header.writeUInt32BE(ring.current, 2);
      return encrypt(current, header, dataKey, contextData(context));
    },
    unwrap(wrapped, context) {
      const master = masters.get(wrappedVersion(wrapped));
      if (!master) throw new SealBrokenError("unknown master key version");
      return decrypt(master, HEADER_BYTES, wrapped, contextData(context));
    },
    versionOf: wrappedVersion,
    blindKey: () => Buffer.from(ring.blind, "base64"),
    purposeKey: (purpose) => createHmac("sha256", purposes).update(`hegui-purpose-v1:${purpose}`).digest(),
    signing,
    verifying: signers.map(({ id, spki }) => ({ id, spki })),
  };
}

function wrappedVersion(wrapped: Buffer): number {
  if (wrapped.length < HEADER_BYTES) throw new SealBrokenError("too short");
  if (wrapped[0] !== FORM) throw new SealBrokenError("unknown form");
  if (wrapped[1] !== SUITE_AES_256_GCM) throw new SealBrokenError("unknown suite");
  return wrapped.readUInt32BE(2);
}

function contextData(context: WrapContext): Buffer {
  return associatedData(["hegui-data-key", context.keyId, context.subjectId, context.retentionClass]);
}
