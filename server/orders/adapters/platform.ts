import { Webhook } from "standardwebhooks";
import { type PlatformMessage, platformMessage } from "@/domain/orders/electronic/messages";
import { env } from "@/env";

export type VerifiedMessage =
  | { readonly ok: true; readonly message: PlatformMessage }
  | { readonly ok: false; readonly reason: "signature" }
  | { readonly ok: false; readonly reason: "malformed"; readonly fields: readonly string[] };

/**
 * Proves that a message comes from the platform and reads it. `secrets`: the keys accepted now, two while they are being
 * changed. `body` is the exact text received. Refuses a wrong or missing signature, one more than five minutes from the
 * machine's clock, a header that names another message than the body, and what the protocol does not know.
 */
export function verifyMessage(received: {
  readonly secrets: readonly string[];
  readonly headers: Headers;
  readonly body: string;
}): VerifiedMessage {
  const headers = Object.fromEntries(received.headers);
  const signed = received.secrets.some((secret) => {
    try {
      new Webhook(secret).verify(received.body, headers, { jsonParse: false });
      return true;
    } catch {
      return false;
    }
  });
  if (!signed) return { ok: false, reason: "signature" };
  const parsed = platformMessage.safeParse(parseJson(received.body));
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => issue.path.join(".") || "(body)");
    return { ok: false, reason: "malformed", fields: [...new Set(fields)] };
  }
  if (parsed.data.messageId !== received.headers.get("webhook-id")) {
    return { ok: false, reason: "malformed", fields: ["messageId"] };
  }
  return { ok: true, message: parsed.data };
}

/** The text as JSON; undefined where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type AnswerTaken = { readonly taken: true } | { readonly taken: false; readonly problem: string };

export type Platform = {
  /** Hands an answer over, under its own id: the same again is the same answer. Throws nothing for what the network does. */
  answer(answerId: string, body: string): Promise<AnswerTaken>;
};

const TIMEOUT_MS = 8_000;

/** The HTTP adapter to the platform (docs/reference/platform-protocol.md). Bodies are never logged. */
export function createPlatform(options: { url: string; secret: string; timeoutMs?: number }): Platform {
  const webhook = new Webhook(options.secret);
  return {
    async answer(answerId, body) {
      const now = new Date();
      try {
        const response = await fetch(new URL("/v1/answers", options.url), {
          method: "POST",
          redirect: "error",
          signal: AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS),
          headers: {
            "content-type": "application/json",
            "webhook-id": answerId,
            "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
            "webhook-signature": webhook.sign(answerId, now, body),
          },
          body,
        });
        await response.body?.cancel();
        return response.ok ? { taken: true } : { taken: false, problem: `status-${response.status}` };
      } catch (error) {
        const timedOut = error instanceof Error && error.name === "TimeoutError";
        return { taken: false, problem: timedOut ? "timeout" : "network" };
      }
    },
  };
}

/** The keys messages of the platform are accepted under; none: the door is closed. */
export function platformSecrets(): readonly string[] {
  return env()
    .PLATFORM_SECRETS.split(/[\s,]+/)
    .filter((secret) => secret !== "");
}

let configured: Platform | undefined;

/** The platform of the environment; undefined where none is configured. */
export function configuredPlatform(): Platform | undefined {
  const { PLATFORM_URL: url, PLATFORM_ANSWER_SECRET: secret } = env();
  if (url === "" || secret === "") return undefined;
  configured ??= createPlatform({ url, secret });
  return configured;
}
