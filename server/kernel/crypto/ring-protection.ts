/**
 * How a ring lies on disk: in the clear behind file rights, or sealed so that a key management service must release it.
 * Only `prepare` and the first `encode` may ask the outside; `decode` works at once, so that a running process can take
 * up a changed ring in the middle of a call.
 */
export interface RingProtection {
  readonly kind: "file" | "kms";
  /** Makes ready to decode this text. Throws with a clear line when the service cannot be reached or refuses. */
  prepare(path: string, text: string): Promise<void>;
  /** The ring in the text, unchecked. Throws when the text is none of this kind. */
  decode(path: string, text: string): unknown;
  /** The text to be written for a ring. */
  encode(ring: object): Promise<string>;
  /** True for a text that is to be written anew under this protection. */
  outdated(text: string): boolean;
}

/** Parses JSON without ever quoting it: a broken ring must not put its secrets into an error. */
export function parseJson(path: string, text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new Error(`the key ring ${path} is not JSON`);
  }
}

/** The format's name of a ring that a key management service seals. */
export const KMS_FORMAT = "hegui-key-ring-kms";

/** In the clear; file rights guard it. */
export const plainText: RingProtection = {
  kind: "file",
  prepare: async () => undefined,
  decode(path, text) {
    const value = parseJson(path, text);
    if (value?.format === KMS_FORMAT) {
      throw new Error(`the key ring ${path} is sealed by a key management service: start with KEY_RING=kms`);
    }
    return value;
  },
  encode: async (ring) => `${JSON.stringify(ring, undefined, 2)}\n`,
  outdated: () => false,
};
