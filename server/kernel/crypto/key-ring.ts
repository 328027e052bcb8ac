import { createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { associatedData, decrypt, encrypt, KEY_BYTES, SealBrokenError } from "@/server/kernel/crypto/aead";
import { newSigningKey, type SigningKey, signingKey, type VerifyingKey } from "@/server/kernel/crypto/ed25519";
import {
  createRingFile,
  type RingFile,
  type RingMark,
  readRingFile,
  readRingNow,
  replaceRingFile,
} from "@/server/kernel/crypto/key-ring-file";
import { plainText, type RingProtection } from "@/server/kernel/crypto/ring-protection";
import { chosenSuite, type Suite, suiteOf } from "@/server/kernel/crypto/suites";

/**
 * The institution's long-lived keys.
 *
 * Opening is asynchronous, use is not. An import wraps thousands of data keys a second, so no call to the outside may
 * stand behind `wrap`. A key management service is asked once, at opening, to release the ring.
 *
 * An open ring follows its file: a master key added or retired by another process is taken up within a second, and at
 * once when a key wrapped under an unknown version is to be opened. So instances rotate together without a restart.
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
  /** Every master key version held, oldest first. */
  readonly versions: readonly number[];
  /** Reads the file again at once, for whoever has just changed it. */
  lookAgain(): void;
  /** Who guards the ring: file rights, or a key management service. */
  readonly guardedBy: RingProtection["kind"];
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

/* A wrapped key: 1 byte form · 1 byte suite · 4 bytes master version (big-endian) · nonce · 32 bytes ciphertext · tag */
const FORM = 1;
const HEADER_BYTES = 6;
/** How long an open ring trusts what it read before it looks at the file again. */
const LOOK_AGAIN_MS = 1_000;

/** Where the ring lies in a data directory. */
export function keyRingPath(dataDir: string): string {
  return join(dataDir, "keys", "key-ring.json");
}

/**
 * Opens the key ring of a data directory. With `create`, makes it when absent; processes that start together get the
 * same one. Without, throws KeyRingMissingError: pass false as soon as the database holds data. Refuses a file that
 * others than its owner may read.
 */
export async function openKeyRing(options: {
  dataDir: string;
  create: boolean;
  protection?: RingProtection | undefined;
}): Promise<KeyRing> {
  const { create, protection = plainText } = options;
  const path = keyRingPath(options.dataDir);
  const found = await readRingFile(path, protection);
  if (!found && !create) throw new KeyRingMissingError(path);
  if (!found) await createRingFile(path, newRing(), protection);
  else if (protection.outdated(readFileSync(path, "utf8"))) await replaceRingFile(path, found, protection);
  return liveRing(path, protection);
}

/**
 * Adds a master key version and makes it current; older versions go on opening what they wrapped. `atLeast`: the version
 * wanted; a ring that already has it stays as it is, so that a repeated rotation makes no second key. One caller at a time.
 */
export async function rotateMasterKey(
  dataDir: string,
  options: { protection?: RingProtection; atLeast?: number } = {},
): Promise<KeyRing> {
  return change(dataDir, options.protection, (ring) => {
    const newest = Math.max(...ring.masters.map((master) => master.version));
    if (options.atLeast !== undefined && newest >= options.atLeast) return ring;
    const version = newest + 1;
    return { ...ring, current: version, masters: [...ring.masters, { version, key: newSecret() }] };
  });
}

/** Takes master key versions below `keepFrom` out of the ring: what they wrapped opens no more. One caller at a time. */
export async function retireMasterKeys(
  dataDir: string,
  keepFrom: number,
  protection?: RingProtection,
): Promise<KeyRing> {
  return change(dataDir, protection, (ring) => {
    if (keepFrom > ring.current) throw new RangeError("the current master key cannot be retired");
    return { ...ring, masters: ring.masters.filter(({ version }) => version >= keepFrom) };
  });
}

/** Adds a signing pair and makes it current; heads signed by older pairs go on verifying. One caller at a time. */
export async function rotateSigningKey(dataDir: string, protection?: RingProtection): Promise<KeyRing> {
  return change(dataDir, protection, (ring) => ({
    ...ring,
    signing: [...ring.signing, { pkcs8: newSigningKey().toString("base64") }],
  }));
}

async function change(
  dataDir: string,
  protection: RingProtection = plainText,
  next: (ring: RingFile) => RingFile,
): Promise<KeyRing> {
  const path = keyRingPath(dataDir);
  const ring = await readRingFile(path, protection);
  if (!ring) throw new KeyRingMissingError(path);
  const changed = next(ring);
  if (changed !== ring) await replaceRingFile(path, changed, protection);
  return liveRing(path, protection);
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

/** The keys of one reading of the file, ready for use. */
type Opened = {
  readonly current: number;
  readonly masters: ReadonlyMap<number, Buffer>;
  readonly signers: readonly SigningKey[];
  readonly signing: SigningKey;
  readonly blind: Buffer;
  readonly purposes: Buffer;
};

function openRing(ring: RingFile): Opened {
  const masters = new Map(ring.masters.map(({ version, key }) => [version, Buffer.from(key, "base64")]));
  const signers = ring.signing.map(({ pkcs8 }) => signingKey(Buffer.from(pkcs8, "base64")));
  const signing = signers.at(-1);
  if (!masters.has(ring.current) || !signing) throw new Error("the key ring lacks its current key");
  const [blind, purposes] = [Buffer.from(ring.blind, "base64"), Buffer.from(ring.purposes, "base64")];
  return { current: ring.current, masters, signers, signing, blind, purposes };
}

/** The file, followed. When it cannot be read again, what was read before goes on serving. */
function follow(path: string, protection: RingProtection): (now?: boolean) => Opened {
  let mark: RingMark | undefined;
  let held: Opened | undefined;
  let looked = 0;
  return (atOnce = false) => {
    if (held && !atOnce && performance.now() - looked < LOOK_AGAIN_MS) return held;
    looked = performance.now();
    try {
      const found = readRingNow(path, protection, mark);
      if (found) {
        held = openRing(found.ring);
        mark = found.mark;
      }
    } catch (error) {
      if (!held) throw error;
    }
    if (!held) throw new KeyRingMissingError(path);
    return held;
  };
}

function liveRing(path: string, protection: RingProtection): KeyRing {
  const opened = follow(path, protection);
  opened();
  return {
    get currentVersion() {
      return opened().current;
    },
    get versions() {
      return [...opened().masters.keys()].sort((a, b) => a - b);
    },
    lookAgain: () => void opened(true),
    guardedBy: protection.kind,
    wrap(dataKey, context) {
      if (dataKey.length !== KEY_BYTES) throw new RangeError("a data key has 32 bytes");
      const { current, masters } = opened();
      const suite = chosenSuite();
      const header = Buffer.from([FORM, suite, 0, 0, 0, 0]);
      header.writeUInt32BE(current, 2);
      return encrypt(masters.get(current) ?? Buffer.alloc(0), header, dataKey, contextData(context), suite);
    },
    unwrap(wrapped, context) {
      const { version, suite } = headerOf(wrapped);
      const master = opened().masters.get(version) ?? opened(true).masters.get(version);
      if (!master) throw new SealBrokenError("unknown master key version");
      return decrypt(master, HEADER_BYTES, wrapped, contextData(context), suite);
    },
    versionOf: (wrapped) => headerOf(wrapped).version,
    blindKey: () => Buffer.from(opened().blind),
    purposeKey: (purpose) => createHmac("sha256", opened().purposes).update(`hegui-purpose-v1:${purpose}`).digest(),
    get signing() {
      return opened().signing;
    },
    get verifying() {
      return opened().signers.map(({ id, spki }) => ({ id, spki }));
    },
  };
}

function headerOf(wrapped: Buffer): { version: number; suite: Suite } {
  if (wrapped.length < HEADER_BYTES) throw new SealBrokenError("too short");
  if (wrapped[0] !== FORM) throw new SealBrokenError("unknown form");
  const suite = suiteOf(wrapped[1]);
  if (!suite) throw new SealBrokenError("unknown suite");
  return { version: wrapped.readUInt32BE(2), suite };
}

function contextData(context: WrapContext): Buffer {
  return associatedData(["hegui-data-key", context.keyId, context.subjectId, context.retentionClass]);
}
