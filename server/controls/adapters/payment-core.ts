import { Webhook } from "standardwebhooks";
import type { z } from "zod";
import {
  acceptedSchema,
  accountSchema,
  type CORE_SCOPES,
  type CoreAccount,
  type CoreCallback,
  callbackSchema,
  type DryRunAnswer,
  dryRunAnswerSchema,
  type InstructionStatus,
  instructionStatusSchema,
  problemSchema,
} from "./core-messages";

export type { CoreAccount, CoreCallback, DryRunAnswer, InstructionStatus };

/** `end-sessions` logs the holder out everywhere and is about no measure; `deduct` takes an amount, whole or not at all; `pay-out` sends one to a bound card, and `close` ends an empty account. */
export type CoreVerb = "restrict" | "lift" | "deduct" | "end-sessions" | "pay-out" | "close";
export type CoreScope = (typeof CORE_SCOPES)[number];

/**
 * An order to the payment core. `sequence` rises per account; `amountMinor` and `currency` only with scope amount,
 * `target` (a function's name, a card's id) only with function and card; measure and scope with every verb but
 * `end-sessions`.
 */
export type CoreInstruction = {
  readonly instructionId: string;
  readonly programme: string;
  readonly accountNumber: string;
  readonly verb: CoreVerb;
  readonly measureId?: string;
  readonly scope?: CoreScope;
  readonly target?: string;
  readonly amountMinor?: bigint;
  readonly currency?: string;
  readonly sequence: number;
  readonly reasonCode: string;
  /** ISO 8601, UTC. */
  readonly issuedAt: string;
};

/** What would happen if. A lift names the measure it would end. */
export type DryRunQuestion = {
  readonly programme: string;
  readonly accountNumber: string;
  readonly verb: Exclude<CoreVerb, "end-sessions" | "pay-out" | "close">;
  readonly scope: CoreScope;
  readonly target?: string;
  readonly measureId?: string;
  readonly amountMinor?: bigint;
  readonly currency?: string;
};

/** The core judged the request and said no: sending the same again gives the same answer. */
export type Refused = { readonly kind: "refused"; readonly status: number; readonly code: string };

/** Nobody knows what the core did, if anything: send the same again later. */
export type Unavailable = {
  readonly kind: "unavailable";
  readonly cause: "network" | "timeout" | "status" | "malformed";
  readonly status?: number;
};

export type Accepted = { readonly kind: "accepted"; readonly instructionId: string };
export type DryRunDone = { readonly kind: "answered"; readonly answer: DryRunAnswer };
export type InstructionFound = { readonly kind: "found"; readonly status: InstructionStatus };
export type AccountRead = { readonly kind: "read"; readonly account: CoreAccount };

export type PaymentCore = {
  /** Hands an instruction over. Safe to repeat: the core knows it by its id. The effect comes later, by callback. */
  instruct(instruction: CoreInstruction): Promise<Accepted | Refused | Unavailable>;
  /** The consequence of an instruction that is not given. Changes nothing in the core. */
  dryRun(question: DryRunQuestion): Promise<DryRunDone | Refused | Unavailable>;
  /** What became of an instruction, for when its callback does not come. */
  getInstruction(instructionId: string): Promise<InstructionFound | { kind: "unknown" } | Refused | Unavailable>;
  /** What the core holds an account to at this moment. */
  readAccount(accountNumber: string): Promise<AccountRead | Refused | Unavailable>;
};

/**
 * A request the core did not come to judge: its gate turned us away (401, 403: keys or clocks disagree) or asked for
 * patience. Final for this attempt only, so an instruction is not lost to a key being changed.
 */
const UNJUDGED = new Set([401, 403, 408, 425, 429]);

type Reply = { kind: "reply"; status: number; text: string };

/**
 * The HTTP adapter to the payment core (docs/reference/core-protocol.md). Takes the base address, the `whsec_…` secret
 * and how long to wait in milliseconds. Nothing here throws for what the network or the core does; bodies and account
 * numbers are never logged.
 */
export function createPaymentCore(options: {
  url: string;
  secret: string;
  timeoutMs: number;
  fetch?: typeof fetch;
}): PaymentCore {
  const webhook = new Webhook(options.secret);
  const request = options.fetch ?? fetch;

  const call = async (
    method: "GET" | "POST",
    path: string,
    id: string,
    body?: string,
  ): Promise<Reply | Unavailable> => {
    const now = new Date();
    try {
      const response = await request(new URL(path, options.url), {
        method,
        redirect: "error",
        signal: AbortSignal.timeout(options.timeoutMs),
        headers: {
          ...(body !== undefined && { "content-type": "application/json" }),
          "webhook-id": id,
          "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
          "webhook-signature": webhook.sign(id, now, body ?? `${method} ${path}`),
        },
        ...(body !== undefined && { body }),
      });
      return { kind: "reply", status: response.status, text: await response.text() };
    } catch (error) {
      const timedOut = error instanceof Error && error.name === "TimeoutError";
      return { kind: "unavailable", cause: timedOut ? "timeout" : "network" };
    }
  };

  return {
    async instruct(instruction) {
      const { instructionId } = instruction;
      const reply = await call("POST", "/v1/instructions", instructionId, toJson(instruction));
      const read = reading(reply, acceptedSchema);
      if (read.kind !== "read") return read;
      return read.value.instructionId === instructionId
        ? { kind: "accepted", instructionId }
        : { kind: "unavailable", cause: "malformed", status: read.status };
    },

    async dryRun(question) {
      const reply = await call("POST", "/v1/dry-run", `dry_${crypto.randomUUID()}`, toJson(question));
      const read = reading(reply, dryRunAnswerSchema);
      return read.kind === "read" ? { kind: "answered", answer: read.value } : read;
    },

    async getInstruction(instructionId) {
      const path = `/v1/instructions/${encodeURIComponent(instructionId)}`;
      const read = reading(await call("GET", path, `get_${crypto.randomUUID()}`), instructionStatusSchema);
      if (read.kind === "refused" && read.code === "unknown_instruction") return { kind: "unknown" };
      return read.kind === "read" ? { kind: "found", status: read.value } : read;
    },

    async readAccount(accountNumber) {
      const path = `/v1/accounts/${encodeURIComponent(accountNumber)}`;
      const read = reading(await call("GET", path, `acc_${crypto.randomUUID()}`), accountSchema);
      if (read.kind !== "read") return read;
      return read.value.accountNumber === accountNumber
        ? { kind: "read", account: read.value }
        : { kind: "unavailable", cause: "malformed", status: read.status };
    },
  };
}

/** Amounts travel as text. */
function toJson(message: CoreInstruction | DryRunQuestion): string {
  return JSON.stringify(message, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}

/** Sorts a reply into read, refused and unavailable. What cannot be read as the protocol says counts as no answer. */
function reading<Schema extends z.ZodType>(
  reply: Reply | Unavailable,
  schema: Schema,
): { kind: "read"; status: number; value: z.output<Schema> } | Refused | Unavailable {
  if (reply.kind === "unavailable") return reply;
  const { status } = reply;
  const json = parseJson(reply.text);
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(json);
    return parsed.success
      ? { kind: "read", status, value: parsed.data }
      : { kind: "unavailable", cause: "malformed", status };
  }
  if (status < 400 || status >= 500 || UNJUDGED.has(status)) return { kind: "unavailable", cause: "status", status };
  const problem = problemSchema.safeParse(json);
  return problem.success
    ? { kind: "refused", status, code: problem.data.code }
    : { kind: "unavailable", cause: "malformed", status };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type VerifiedCallback =
  | { readonly ok: true; readonly callback: CoreCallback }
  | { readonly ok: false; readonly reason: "signature" | "malformed" };

/**
 * Proves that a callback comes from the core and reads it. `body` is the exact text received; `headers` are those of
 * the request. Refuses a wrong or missing signature, one more than five minutes from now, a message id that is not
 * the event's, and a body the protocol does not know. An event may come more than once, with one `eventId`.
 */
export function verifyCallback(received: {
  secret: string;
  headers: Headers | Readonly<Record<string, string>>;
  body: string;
}): VerifiedCallback {
  const headers = received.headers instanceof Headers ? Object.fromEntries(received.headers) : { ...received.headers };
  const webhook = new Webhook(received.secret);
  try {
    webhook.verify(received.body, headers, { jsonParse: false });
  } catch {
    return { ok: false, reason: "signature" };
  }
  const parsed = callbackSchema.safeParse(parseJson(received.body));
  const messageId = new Headers(headers).get("webhook-id");
  if (!parsed.success || parsed.data.eventId !== messageId) return { ok: false, reason: "malformed" };
  return { ok: true, callback: parsed.data };
}
