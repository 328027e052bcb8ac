import { associatedData, decrypt, encrypt, KEY_BYTES, SealBrokenError } from "@/server/kernel/crypto/aead";
import { randomFromPool } from "@/server/kernel/crypto/random";
import { chosenSuite, type Suite, suiteOf } from "@/server/kernel/crypto/suites";

/** Where a sealed value lives. It opens nowhere else. */
export type Place = { readonly table: string; readonly column: string; readonly rowId: string };

/*
 * A sealed value, as stored in a bytea column:
 *   1 byte form (1) · 1 byte suite · 16 bytes data key id (UUID) · nonce · ciphertext · tag
 * Nonce and tag have 12 and 16 bytes under suite 1 (AES-256-GCM), 16 and 32 under suite 2 (SM4-CTR with HMAC-SM3).
 * Authenticated besides: table, column and row. The master key's version is no part of it: it belongs to the wrapped
 * data key, so that rotating the master rewraps keys and leaves values alone.
 */
const FORM = 1;
const HEADER_BYTES = 18;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A fresh 256-bit data key, for one subject and retention class. */
export function newDataKey(): Buffer {
  return randomFromPool(KEY_BYTES);
}

/**
 * Seals text for one place under a data key named `keyId` (canonical UUID). Two seals of the same text differ.
 * Unpaired surrogates become U+FFFD, as in any UTF-8. Throws RangeError for a key or key id of the wrong form.
 */
export function seal(plain: string, dataKey: Uint8Array, keyId: string, place: Place): Buffer {
  if (dataKey.length !== KEY_BYTES) throw new RangeError("a data key has 32 bytes");
  if (!UUID.test(keyId)) throw new RangeError("a key id is a lower-case UUID");
  const header = Buffer.alloc(HEADER_BYTES);
  header[0] = FORM;
  const suite = chosenSuite();
  header[1] = suite;
  header.write(keyId.replaceAll("-", ""), 2, "hex");
  return encrypt(dataKey, header, Buffer.from(plain, "utf8"), placeData(place), suite);
}

/** The id of the data key a sealed value needs. Throws SealBrokenError for an unknown form or suite. */
export function keyIdOfSealed(sealed: Buffer): string {
  suiteOfSealed(sealed);
  const hex = sealed.toString("hex", 2, HEADER_BYTES);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Opens a value sealed for this place. Throws SealBrokenError for another place, another key or changed bytes. */
export function open(sealed: Buffer, dataKey: Uint8Array, place: Place): string {
  const suite = suiteOfSealed(sealed);
  return decrypt(dataKey, HEADER_BYTES, sealed, placeData(place), suite).toString("utf8");
}

function suiteOfSealed(sealed: Buffer): Suite {
  if (sealed.length < HEADER_BYTES) throw new SealBrokenError("too short");
  if (sealed[0] !== FORM) throw new SealBrokenError("unknown form");
  const suite = suiteOf(sealed[1]);
  if (!suite) throw new SealBrokenError("unknown suite");
  return suite;
}

function placeData(place: Place): Buffer {
  return associatedData(["hegui-value", place.table, place.column, place.rowId]);
}
