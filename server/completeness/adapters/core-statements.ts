import { Webhook } from "standardwebhooks";
import { STATEMENT_BYTES, STATEMENT_TIMEOUT_MS } from "@/domain/completeness/policy";
import type { LocalDate } from "@/domain/shared/time";
import { env } from "@/env";
import { readBounded } from "@/server/kernel/bounded-body";

/** What came of asking for a day. `text` is the core's own, its signature proven; it is still to be read. */
export type DayAnswer =
  | { readonly kind: "statement"; readonly text: string }
  | { readonly kind: "not-closed" }
  | { readonly kind: "unavailable"; readonly cause: "network" | "timeout" | "status" | "signature" | "too-large" };

export type CoreStatements = { ofDay(programme: string, date: LocalDate): Promise<DayAnswer> };

/**
 * Asks the core for day-end statements (docs/reference/core-protocol.md). The request is signed with `secret`, the answer
 * with `answerSecret`, under an id that names programme and day: an answer for another day does not pass. Never throws.
 */
export function createCoreStatements(options: {
  url: string;
  secret: string;
  answerSecret: string;
  timeoutMs?: number;
}): CoreStatements {
  const asking = new Webhook(options.secret);
  const answering = new Webhook(options.answerSecret);
  return {
    async ofDay(programme, date) {
      const path = `/v1/day-ends/${encodeURIComponent(programme)}/${date}`;
      const id = `day_${crypto.randomUUID()}`;
      const now = new Date();
      try {
        const response = await fetch(new URL(path, options.url), {
          redirect: "error",
          signal: AbortSignal.timeout(options.timeoutMs ?? STATEMENT_TIMEOUT_MS),
          headers: {
            "webhook-id": id,
            "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
            "webhook-signature": asking.sign(id, now, `GET ${path}`),
          },
        });
        const text = (await readBounded(response, STATEMENT_BYTES))?.toString("utf8");
        if (text === undefined) return { kind: "unavailable", cause: "too-large" };
        if (response.status === 404 && text.includes('"day_not_closed"')) return { kind: "not-closed" };
        if (!response.ok) return { kind: "unavailable", cause: "status" };
        try {
          answering.verify(text, Object.fromEntries(response.headers), { jsonParse: false });
        } catch {
          return { kind: "unavailable", cause: "signature" };
        }
        const meant = response.headers.get("webhook-id") === `day-end-${programme}-${date}`;
        return meant ? { kind: "statement", text } : { kind: "unavailable", cause: "signature" };
      } catch (error) {
        return { kind: "unavailable", cause: (error as Error).name === "TimeoutError" ? "timeout" : "network" };
      }
    },
  };
}

/** The core this process was told of. */
export function coreStatements(): CoreStatements {
  const { CORE_URL: url, CORE_WEBHOOK_SECRET: secret, CORE_CALLBACK_SECRET: answerSecret } = env();
  return createCoreStatements({ url, secret, answerSecret });
}
