import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { FIELD_NAMES, type FieldName } from "@/domain/kyc/fields";
import {
  type ChannelOutcome,
  type ChannelType,
  type Declared,
  REGISTRY_ANSWERS,
  type RegistryAnswers,
} from "@/domain/kyc/model";
import { env } from "@/env";
import { readBounded } from "@/server/kernel/bounded-body";

/** What a registry is asked: by which kind of channel, about which declared fields. */
export type RegistryQuestion = { readonly type: ChannelType; readonly fields: Declared };

/**
 * What it said: of each field asked whether it matches, and on the whole `mismatch` where one does not, `unavailable`
 * where nobody knows. It never gives values.
 */
export type RegistryReply = { readonly outcome: ChannelOutcome; readonly answers: RegistryAnswers };

export type RegistryChannel = {
  /** Asks once. Throws only when `signal` says stop; whatever else goes wrong is `unavailable`, and may be asked again. */
  ask(question: RegistryQuestion, signal?: AbortSignal): Promise<RegistryReply>;
};

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 64 * 1_024;
const UNAVAILABLE: RegistryReply = { outcome: "unavailable", answers: {} };

const replySchema = z.object({
  questionId: z.string(),
  answers: z.partialRecord(z.enum(FIELD_NAMES), z.enum(REGISTRY_ANSWERS)),
});

/**
 * The HTTP adapter to a registry channel (docs/reference/registry-protocol.md). Takes its address, the `whsec_…` secret
 * that signs questions and answers, and how long to wait in milliseconds. Only fields that are there are asked about;
 * no value is logged. An answer that is not signed for this very question counts as none.
 */
export function createRegistry(options: { url: string; secret: string; timeoutMs?: number }): RegistryChannel {
  const webhook = new Webhook(options.secret);
  return {
    async ask({ type, fields }, signal) {
      const asked = FIELD_NAMES.filter((name) => (fields[name] ?? "") !== "");
      if (asked.length === 0) return UNAVAILABLE;
      const questionId = `reg_${crypto.randomUUID()}`;
      const given = Object.fromEntries(asked.map((name) => [name, fields[name]]));
      const body = JSON.stringify({ questionId, channel: type, fields: given });
      const now = new Date();
      const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
      try {
        const response = await fetch(new URL("/v1/questions", options.url), {
          method: "POST",
          redirect: "error",
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
          headers: {
            "content-type": "application/json",
            "webhook-id": questionId,
            "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
            "webhook-signature": webhook.sign(questionId, now, body),
          },
          body,
        });
        const text = (await readBounded(response, MAX_BYTES))?.toString("utf8");
        if (!response.ok || text === undefined) return UNAVAILABLE;
        webhook.verify(text, Object.fromEntries(response.headers), { jsonParse: false });
        const reply = replySchema.parse(JSON.parse(text));
        const own = response.headers.get("webhook-id") === questionId && reply.questionId === questionId;
        return own ? judged(asked, reply.answers) : UNAVAILABLE;
      } catch {
        signal?.throwIfAborted();
        return UNAVAILABLE;
      }
    },
  };
}

/** Only what was asked is an answer; what was not answered is not given. */
function judged(asked: readonly FieldName[], said: RegistryAnswers): RegistryReply {
  const answers = Object.fromEntries(asked.map((name) => [name, said[name] ?? "not-given"])) as RegistryAnswers;
  const all = Object.values(answers);
  if (all.includes("mismatch")) return { outcome: "mismatch", answers };
  return all.includes("match") ? { outcome: "match", answers } : { outcome: "unavailable", answers };
}

let configured: RegistryChannel | undefined;

/** The registry this process was told of by its environment; without one nobody answers. */
export function registry(): RegistryChannel {
  const { REGISTRY_URL: url, REGISTRY_SECRET: secret } = env();
  configured ??= url && secret ? createRegistry({ url, secret }) : { ask: async () => UNAVAILABLE };
  return configured;
}
