import { randomBytes } from "node:crypto";
import { z } from "zod";
import { associatedData, decrypt, encrypt, KEY_BYTES, SealBrokenError } from "@/server/kernel/crypto/aead";
import { KMS_FORMAT, parseJson, plainText, type RingProtection } from "@/server/kernel/crypto/ring-protection";

/** Where the key management service answers, which of its keys seals the ring, and the token that lets us ask. */
export type KmsSettings = { readonly url: string; readonly keyId: string; readonly token: string };

/** Thrown when the service does not release the ring. The process does not start. */
export class KmsError extends Error {
  constructor(what: string) {
    super(`the key management service ${what}`);
    this.name = "KmsError";
  }
}

const TIMEOUT_MS = 10_000;
/** Bound into what the service encrypts: a blob made for another purpose is refused by it. */
const CONTEXT = { purpose: "hegui-key-ring" };

const sealedRing = z.strictObject({
  format: z.literal(KMS_FORMAT),
  version: z.literal(1),
  keyId: z.string().min(1),
  wrapped: z.base64(),
  body: z.base64(),
});

const encrypted = z.object({ CiphertextBlob: z.base64() });
const decrypted = z.object({ Plaintext: z.base64() });

/**
 * Two operations over HTTP, in the manner of AWS KMS (JSON 1.1): `Encrypt` and `Decrypt` with KeyId, Plaintext or
 * CiphertextBlob in base64 and EncryptionContext; a bearer token instead of a signed request. docs/runbooks/key-ring.md
 * has the protocol, for a gateway before another product.
 */
async function callKms<T extends z.ZodType>(
  settings: KmsSettings,
  operation: "Encrypt" | "Decrypt",
  body: object,
  answer: T,
): Promise<z.output<T>> {
  const response = await fetch(settings.url, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `TrentService.${operation}`,
      authorization: `Bearer ${settings.token}`,
    },
    body: JSON.stringify({ KeyId: settings.keyId, EncryptionContext: CONTEXT, ...body }),
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((error: Error) => {
    const cause = error.cause as { code?: string } | undefined;
    throw new KmsError(`at ${settings.url} does not answer (${cause?.code ?? error.name}): check KMS_URL`);
  });
  if (!response.ok) {
    throw new KmsError(
      `refused ${operation} under ${settings.keyId} (HTTP ${response.status}): check KMS_KEY_ID and KMS_TOKEN`,
    );
  }
  const parsed = answer.safeParse(await response.json().catch(() => undefined));
  if (!parsed.success) throw new KmsError(`answered ${operation} in an unknown form`);
  return parsed.data;
}

/**
 * A ring sealed under a key that the service encrypts. The service is asked once per start: the key stays in memory, so
 * that wrapping never waits for it and a rotation of master keys is taken up without it.
 */
export function kmsProtection(settings: KmsSettings): RingProtection {
  let released: { wrapped: string; key: Buffer } | undefined;
  const bodyData = associatedData([KMS_FORMAT, 1]);
  const parse = (path: string, text: string) => {
    const checked = sealedRing.safeParse(parseJson(path, text));
    if (!checked.success) throw new Error(`${path} is not a sealed key ring of a known version`);
    return checked.data;
  };
  const isPlain = (path: string, text: string) => parseJson(path, text)?.format !== KMS_FORMAT;
  return {
    kind: "kms",
    async prepare(path, text) {
      if (isPlain(path, text)) return;
      const { wrapped } = parse(path, text);
      if (released?.wrapped === wrapped) return;
      const { Plaintext } = await callKms(settings, "Decrypt", { CiphertextBlob: wrapped }, decrypted);
      const key = Buffer.from(Plaintext, "base64");
      if (key.length !== KEY_BYTES) throw new KmsError("released a key of another length");
      released = { wrapped, key };
    },
    decode(path, text) {
      if (isPlain(path, text)) return plainText.decode(path, text);
      const { wrapped, body } = parse(path, text);
      if (released?.wrapped !== wrapped)
        throw new Error(`the key ring ${path} was sealed anew: restart to have it released`);
      try {
        return parseJson(path, decrypt(released.key, 0, Buffer.from(body, "base64"), bodyData).toString("utf8"));
      } catch (error) {
        if (error instanceof SealBrokenError)
          throw new Error(`the sealed key ring ${path} was changed, or another key was released`);
        throw error;
      }
    },
    async encode(ring) {
      if (!released) {
        const key = randomBytes(KEY_BYTES);
        const Plaintext = key.toString("base64");
        const { CiphertextBlob } = await callKms(settings, "Encrypt", { Plaintext }, encrypted);
        released = { wrapped: CiphertextBlob, key };
      }
      const sealed = encrypt(released.key, Buffer.alloc(0), Buffer.from(JSON.stringify(ring), "utf8"), bodyData);
      const file = {
        format: KMS_FORMAT,
        version: 1,
        keyId: settings.keyId,
        wrapped: released.wrapped,
        body: sealed.toString("base64"),
      };
      return `${JSON.stringify(file, undefined, 2)}\n`;
    },
    outdated: (text) => parseJson("", text)?.format !== KMS_FORMAT,
  };
}
