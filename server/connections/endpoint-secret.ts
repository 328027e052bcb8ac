import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { open, seal } from "@/server/kernel/crypto/envelope";
import type { KeyRing } from "@/server/kernel/crypto/key-ring";

/** Names the purpose key in envelopes; not a data key's row. */
const KEY_ID = "00000000-0000-7000-8000-000000000002";
const place = (endpointId: string) => ({ table: "webhook_endpoints", column: "secret_cipher", rowId: endpointId });

/** A new signing secret of an endpoint (Standard Webhooks): 256 bits. */
export function newEndpointSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Seals an endpoint's secret under the ring's key for them. */
export function sealEndpointSecret(keyRing: KeyRing, endpointId: string, secret: string): Buffer {
  return seal(secret, keyRing.purposeKey("webhook-secret"), KEY_ID, place(endpointId));
}

function openEndpointSecret(keyRing: KeyRing, endpointId: string, cipher: Buffer): string {
  return open(cipher, keyRing.purposeKey("webhook-secret"), place(endpointId));
}

/** The headers of one message, signed with every secret that is good now: after a rotation, for a while, two. */
export function signedHeaders(
  keyRing: KeyRing,
  endpointId: string,
  ciphers: readonly Buffer[],
  message: { readonly id: string; readonly at: Date; readonly body: string },
): Record<string, string> {
  const signatures = ciphers.map((cipher) =>
    new Webhook(openEndpointSecret(keyRing, endpointId, cipher)).sign(message.id, message.at, message.body),
  );
  return {
    "webhook-id": message.id,
    "webhook-timestamp": String(Math.floor(message.at.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
  };
}
