import { Webhook } from "standardwebhooks";
import { z } from "zod";
import type { HandOver } from "@/domain/letters/model";
import { LETTERS_POLICY } from "@/domain/letters/policy";
import type { Channel } from "@/domain/letters/templates";
import { env } from "@/env";

/** A message for the provider. `id` is the same at every hand-over: the provider sends what it knows no second time. */
export type Message = {
  readonly id: string;
  readonly channel: Exclude<Channel, "page">;
  /** The telephone number, or the customer's reference in the app. */
  readonly to: string;
  /** Of a push alone. */
  readonly title: string | null;
  readonly text: string;
};

export type Messenger = {
  /** Hands a message over. Never throws; anything but a clear yes or no is `unavailable`, and may be tried again. */
  handOver(message: Message): Promise<HandOver>;
};

const MAX_BYTES = 16 * 1_024;
const acceptedSchema = z.object({ messageId: z.string(), accepted: z.literal(true) });
const problemSchema = z.object({ code: z.string().regex(/^[a-z0-9_-]{1,60}$/) });
/** Answers of the gate, not of the message: to be tried again. */
const UNJUDGED = new Set([401, 403, 408, 425, 429]);

const unavailable = (problem: string): HandOver => ({ outcome: "unavailable", problem });

/**
 * The HTTP adapter to the message provider (docs/reference/messenger-protocol.md). Takes its address, the `whsec_…`
 * secret that signs what is sent, and how long to wait in milliseconds. Neither number nor text is ever logged or part of
 * what it answers.
 */
export function createMessenger(options: { url: string; secret: string; timeoutMs?: number }): Messenger {
  const webhook = new Webhook(options.secret);
  return {
    async handOver({ id, channel, to, title, text }) {
      const body = JSON.stringify({ messageId: id, channel, to, ...(title !== null && { title }), text });
      const now = new Date();
      try {
        const response = await fetch(new URL("/v1/messages", options.url), {
          method: "POST",
          redirect: "error",
          signal: AbortSignal.timeout(options.timeoutMs ?? LETTERS_POLICY.timeoutSeconds * 1_000),
          headers: {
            "content-type": "application/json",
            "webhook-id": id,
            "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
            "webhook-signature": webhook.sign(id, now, body),
          },
          body,
        });
        return judged(response.status, (await response.text()).slice(0, MAX_BYTES), id);
      } catch {
        return unavailable("no-answer");
      }
    },
  };
}

function judged(status: number, text: string, id: string): HandOver {
  const json = parsed(text);
  if (status === 202) {
    const accepted = acceptedSchema.safeParse(json);
    return accepted.success && accepted.data.messageId === id ? { outcome: "accepted" } : unavailable("malformed");
  }
  if (status >= 400 && status < 500 && !UNJUDGED.has(status)) {
    const problem = problemSchema.safeParse(json);
    return { outcome: "refused", problem: problem.success ? problem.data.code.replaceAll("_", "-") : "refused" };
  }
  return unavailable(`status-${status}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const receiptSchema = z.object({
  receiptId: z.string().min(1).max(128),
  messageId: z.uuid(),
  outcome: z.enum(["delivered", "undeliverable"]),
  reason: z
    .string()
    .regex(/^[a-z0-9_-]{1,60}$/)
    .optional(),
});
/** What the provider says became of a message. */
export type MessageReceipt = z.output<typeof receiptSchema>;

/** Reads a receipt the provider signed under its own id; undefined for anything else. */
export function verifyReceipt(received: {
  secret: string;
  headers: Headers;
  body: string;
}): MessageReceipt | undefined {
  try {
    new Webhook(received.secret).verify(received.body, Object.fromEntries(received.headers), { jsonParse: false });
  } catch {
    return undefined;
  }
  const receipt = receiptSchema.safeParse(parsed(received.body));
  return receipt.success && receipt.data.receiptId === received.headers.get("webhook-id") ? receipt.data : undefined;
}

let configured: Messenger | undefined;

/** The provider this process was told of by its environment; without one no message is taken. */
export function configuredMessenger(): Messenger {
  const { MESSENGER_URL: url, MESSENGER_SECRET: secret } = env();
  configured ??=
    url && secret
      ? createMessenger({ url, secret })
      : { handOver: async () => ({ outcome: "unavailable", problem: "not-configured" }) };
  return configured;
}
