import { createHmac } from "node:crypto";

/**
 * What a blind index is over. Each kind is a domain of its own: equal values of two kinds have unrelated indexes.
 * A `-last4` kind matches many people: use it only together with a second factor.
 */
export const BLIND_KINDS = [
  "phone",
  "phone-last4",
  "id-number",
  "id-number-last4",
  "card",
  "card-last4",
  "account",
  "name",
  "external-ref",
  "picture",
] as const;
export type BlindKind = (typeof BLIND_KINDS)[number];

export const BLIND_BYTES = 16;

/** The index bytes (16) of one already normalised value. Throws RangeError for an empty one. */
export type BlindIndex = (kind: BlindKind, normalised: string) => Buffer;

/**
 * The keyed index for exact search: HMAC-SHA-256 under a key derived for the kind, cut to 16 bytes. Values must be
 * normalised first (domain/customers/normalise), the same way when written and when asked.
 */
export function blindIndex(blindKey: Uint8Array): BlindIndex {
  const keys = new Map<BlindKind, Buffer>();
  for (const kind of BLIND_KINDS)
    keys.set(kind, createHmac("sha256", blindKey).update(`hegui-blind-v1:${kind}`).digest());
  return (kind, normalised) => {
    if (normalised === "") throw new RangeError("an empty value has no index");
    const key = keys.get(kind);
    if (!key) throw new RangeError(`unknown kind of blind index: ${kind}`);
    return createHmac("sha256", key).update(normalised, "utf8").digest().subarray(0, BLIND_BYTES);
  };
}
