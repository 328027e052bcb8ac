import { Webhook } from "standardwebhooks";
import type { z } from "zod";
import { type DecisionAnswer, type DecisionRequest, decisionRequest, settlementRequest } from "@/domain/limits/schema";
import type { Settlement } from "@/domain/limits/settlement";
import { isUuid } from "@/domain/shared/ids";
import { AppError } from "@/server/kernel/errors";
import { log, safeError } from "@/server/kernel/logger";
import type { Deciders } from "./deciders";

/** What the payment core sent. `path` is signed in place of an empty body. */
export type Received = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** An answer to the core: a decision, or a problem with a stable code. 4xx: judged; 401 and 5xx: not judged, send again. */
export type Reply =
  | { readonly status: 200; readonly body: DecisionAnswer & { readonly replayed?: boolean; readonly late?: boolean } }
  | {
      readonly status: 400 | 401 | 404 | 409 | 413 | 415 | 422 | 503;
      readonly code: string;
      readonly fields?: readonly string[];
    };

/** The longest body, in characters. */
export const MAX_BODY = 8_192;

const STATUS_OF: Readonly<Record<string, 404 | 409 | 422>> = {
  unknown_account: 404,
  unknown_programme: 404,
  "limits.decision.unknown": 404,
  request_conflict: 409,
  transaction_decided: 409,
  "limits.decision.not-allowed": 409,
  "limits.decision.reversed": 409,
};

const webhooks = new Map<string, Webhook>();

/** Proves that a message comes from the core: signature, and no more than five minutes from now. */
function isSigned(secret: string, { headers, body }: Received): boolean {
  if (secret === "") return false;
  const webhook = webhooks.get(secret) ?? new Webhook(secret);
  webhooks.set(secret, webhook);
  try {
    webhook.verify(body, { ...headers }, { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reply: Reply };

function read<S extends z.ZodType>(secret: string, received: Received, schema: S): Read<z.output<S>> {
  if (!isSigned(secret, received)) return { ok: false, reply: { status: 401, code: "unauthenticated" } };
  let json: unknown;
  try {
    json = JSON.parse(received.body);
  } catch {
    return { ok: false, reply: { status: 400, code: "malformed_json" } };
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const fields = [...new Set(parsed.error.issues.map(({ path }) => path.join(".")))];
  return { ok: false, reply: { status: 400, code: "invalid_body", fields } };
}

/** What happens to requests that could not be decided: the core asks again. */
function failed(error: unknown): Reply {
  if (error instanceof AppError && error.category === "not-found") return { status: 404, code: "unknown_programme" };
  log("error", "decision", { outcome: "failed", ...safeError(error) });
  return { status: 503, code: "unavailable" };
}

const problem = (code: string): Reply => ({ status: STATUS_OF[code] ?? 422, code });

/** `POST /v1/decisions`: decides one payment. The message's id is the request's own, so that one cannot stand for another. */
export async function receiveDecision(deciders: Deciders, secret: string, received: Received): Promise<Reply> {
  const message = read(secret, received, decisionRequest);
  if (!message.ok) return message.reply;
  const request: DecisionRequest = message.value;
  if (received.headers["webhook-id"] !== request.requestId) return { status: 400, code: "id_mismatch" };
  try {
    const outcome = await deciders.decide(request);
    return outcome.kind === "answered"
      ? { status: 200, body: { ...outcome.answer, replayed: outcome.replayed } }
      : problem(outcome.code);
  } catch (error) {
    return failed(error);
  }
}

/** `POST /v1/decisions/{id}/confirm` and `/reverse`: what became of an allowed payment. */
export async function receiveSettlement(
  deciders: Deciders,
  secret: string,
  received: Received & { readonly decisionId: string; readonly as: Settlement },
): Promise<Reply> {
  const message = read(secret, received, settlementRequest);
  if (!message.ok) return message.reply;
  const { decisionId, as } = received;
  if (received.headers["webhook-id"] !== `${as}-${decisionId}`) return { status: 400, code: "id_mismatch" };
  if (!isUuid(decisionId)) return problem("limits.decision.unknown");
  try {
    const outcome = await deciders.settle(message.value.programme, { decisionId, as });
    return outcome.kind === "answered"
      ? { status: 200, body: { ...outcome.answer, late: outcome.late } }
      : problem(outcome.code);
  } catch (error) {
    return failed(error);
  }
}
