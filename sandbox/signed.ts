import type { IncomingHttpHeaders } from "node:http";
import { Webhook } from "standardwebhooks";

/** True when a body carries a Standard Webhooks signature of this secret, made within the last minutes. */
export function verifiedBy(secret: string, body: string, headers: IncomingHttpHeaders): boolean {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

/** The headers of a message signed now under its id. */
export function signedHeaders(secret: string, id: string, body: string): Record<string, string> {
  const now = new Date();
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
}
