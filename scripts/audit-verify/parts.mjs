/**
 * The parts of the offline verifier (../audit-verify.mjs): scanning entry lines, the Merkle tree, keys and signed lines.
 * Plain Node; shares nothing with the console's own writer.
 */
import { createPublicKey, hash, verify } from "node:crypto";

/** The first bad thing found: a stable code, one clear line, and where: `entry`, `from`…`to`, `line`. */
export class Finding extends Error {
  constructor(code, message, where = {}) {
    super(message);
    Object.assign(this, { code, where });
  }
}

// Entry lines: scanned as bytes, for there may be millions.

const bytesOf = (text) => Buffer.from(text, "latin1");
export const [AT_INDEX, AT_HASH, AT_TEXT] = ['{"i":', ',"h":"', '","e":"'].map(bytesOf);
export const [AT_HEAD, AT_END] = ['{"head":', '{"end":'].map(bytesOf);

/** True when the expected bytes stand at that place. */
export function has(bytes, at, expected) {
  for (let i = 0; i < expected.length; i += 1) if (bytes[at + i] !== expected[i]) return false;
  return true;
}

/** The byte each one-letter JSON escape stands for. No `\/`: the export never spells a slash that way. */
const ESCAPES = new Uint8Array(256);
for (const [letter, byte] of Object.entries({ '"': 34, "\\": 92, b: 8, f: 12, n: 10, r: 13, t: 9 })) {
  ESCAPES[letter.charCodeAt(0)] = byte;
}
const HAS_LETTER = new Set(ESCAPES.filter((byte) => byte !== 0));
const HEX_DIGITS = bytesOf("0123456789abcdef");

/** True when bytes[at, at + 64) spell the 32 bytes of a hash (latin1 text) in lower-case hex. */
export function spellsHash(bytes, at, digest) {
  for (let i = 0; i < 32; i += 1) {
    const byte = digest.charCodeAt(i);
    if (bytes[at + 2 * i] !== HEX_DIGITS[byte >> 4] || bytes[at + 2 * i + 1] !== HEX_DIGITS[byte & 15]) return false;
  }
  return true;
}

/** Reads the digits of an entry line's index; undefined for none, or for a leading zero. */
export function readIndex(bytes, start) {
  const first = start + AT_INDEX.length;
  let [at, value] = [first, 0];
  while (bytes[at] >= 48 && bytes[at] <= 57 && at - first < 15) value = value * 10 + bytes[at++] - 48;
  return at === first || (bytes[first] === 48 && at - first > 1) ? undefined : { value, next: at };
}

/**
 * Undoes the JSON spelling of bytes[from, to) into out[1…]; gives how many bytes, or -1 for a spelling that
 * JSON.stringify would not have chosen. So a leaf has one spelling, and no changed byte goes unseen.
 */
export function unescapeInto(out, bytes, from, to) {
  let length = 1;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at];
    if (byte === 0x5c) {
      at += 1;
      const short = at < to ? ESCAPES[bytes[at]] : 0;
      const control = short === 0 ? controlAt(bytes, at, to) : short;
      if (control < 0) return -1;
      if (short === 0) at += 4;
      out[length++] = control;
    } else if (byte < 0x20 || byte === 0x22) {
      return -1;
    } else {
      out[length++] = byte;
    }
  }
  return length - 1;
}

/** The control character spelled `u00…` at that place, -1 for any other escape or one that has a letter of its own. */
function controlAt(bytes, at, to) {
  const code = at + 5 <= to ? /^u00([01][0-9a-f])$/.exec(bytes.latin1Slice(at, at + 5)) : null;
  const value = code ? Number.parseInt(code[1], 16) : -1;
  return HAS_LETTER.has(value) ? -1 : value;
}

/** "entry 41 (kind, time, id)" with what can still be read; quotes plain words only, for the text may be anyone's. */
export function nameEntry(index, raw) {
  const field = (name) => new RegExp(`\\\\"${name}\\\\":\\\\"([\\w.:+-]{1,80})\\\\"`).exec(raw)?.[1];
  const known = [field("kind"), field("at"), field("id")].filter(Boolean);
  return known.length > 0 ? `entry ${index} (${known.join(", ")})` : `entry ${index}`;
}
/** "entry 7" or "entries 7 to 9" for [from, to). */
export const rangeOf = (from, to) => (to - from > 1 ? `entries ${from} to ${to - 1}` : `entry ${from}`);

/** The RFC 6962 tree so far: by level, the hash of the complete subtree that waits for its right half. */
export class Tree {
  size = 0;
  #pair = Buffer.alloc(65, 1);
  #waiting = [];

  #join(left, right) {
    this.#pair.latin1Write(left, 1);
    this.#pair.latin1Write(right, 33);
    return hash("sha256", this.#pair, "latin1");
  }
  /** Appends a leaf hash of 32 bytes, as latin1 text. */
  append(leafHash) {
    let [current, level] = [leafHash, 0];
    for (let rest = this.size; rest % 2 === 1; rest = (rest - 1) / 2)
      current = this.#join(this.#waiting[level++], current);
    this.#waiting[level] = current;
    this.size += 1;
  }
  /** The root, in hex. */
  root() {
    let current;
    for (let level = 0, rest = this.size; rest > 0; level += 1, rest = Math.floor(rest / 2)) {
      if (rest % 2 === 0) continue;
      current = current === undefined ? this.#waiting[level] : this.#join(this.#waiting[level], current);
    }
    return current === undefined ? hash("sha256", "", "hex") : bytesOf(current).toString("hex");
  }
}

// The short lines: header, heads, end.

/** Parses a line and insists on its one spelling; `pick` gives its known fields in their order. */
export function parseExactly(text, pick) {
  try {
    const value = pick(JSON.parse(text));
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}
const pickHeader = ({ hegui, version, log, generatedAt, treeSize, keys, keyId, signature }) => {
  const listed = keys.map(({ id, ed25519 }) => ({ id, ed25519 }));
  return { hegui, version, log, generatedAt, treeSize, keys: listed, keyId, signature };
};
/** The fields of a head, in order. Throws for what is none. */
export const pickHead = ({ log, treeSize, rootHash, sealedAt, keyId, signature }) => {
  if (!isLog(log) || !Number.isSafeInteger(treeSize) || treeSize < 0) throw new Error("not a head");
  return { log, treeSize, rootHash, sealedAt, keyId, signature };
};
const isLog = (log) => typeof log === "string" && /^[\w.-]{1,64}$/.test(log);

/** Opens a public key given as base64 of its SubjectPublicKeyInfo. Throws for anything else. */
export function openKey(base64) {
  const spki = Buffer.from(base64, "base64");
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  if (spki.toString("base64") !== base64 || key.asymmetricKeyType !== "ed25519") throw new Error("not a public key");
  return { id: hash("sha256", spki, "hex").slice(0, 16), base64, key };
}
/** True when the base64 signature is over these lines, each ended by a line feed. */
export function isSigned({ key }, lines, signature) {
  const bytes = Buffer.from(String(signature), "base64");
  return bytes.toString("base64") === signature && verify(null, Buffer.from(`${lines.join("\n")}\n`), key, bytes);
}
export const isHeadSigned = (key, head) =>
  isSigned(key, ["hegui-audit-head-v1", head.log, head.treeSize, head.rootHash, head.sealedAt], head.signature);

/** Reads line 1 and the keys it lists. Its own signature is the caller's to check. */
export function readHeader(text) {
  const header = parseExactly(text, pickHeader);
  if (header?.hegui !== "audit-export" || !isLog(header.log)) {
    const why = text.endsWith("\r") ? " (its line ends were converted, by mail or an editor)" : "";
    throw new Finding("header", `line 1 is not the header of an audit export, or was changed${why}`, { line: 1 });
  }
  if (header.version !== 1)
    throw new Finding("version", `export version ${header.version} is not known here`, { line: 1 });
  const keys = header.keys.map(({ id, ed25519 }) => {
    try {
      const key = openKey(ed25519);
      if (key.id === id) return key;
    } catch {}
    throw new Finding("header-key", `the header's key ${JSON.stringify(id)} was changed`, { line: 1 });
  });
  return { ...header, keys };
}
