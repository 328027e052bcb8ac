import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Webhook } from "standardwebhooks";
import type { z } from "zod";
import { type Gateway, pay } from "@/sandbox/asking";
import type { Behaviour } from "@/sandbox/behaviour";
import type { Journal } from "@/sandbox/journal";
import type { Ledger } from "@/sandbox/ledger";
import {
  accountNumberSchema,
  accountSetSchema,
  controlSchema,
  dayEndSchema,
  dryRunSchema,
  forgetSchema,
  identifierSchema,
  instructionSchema,
  moveSchema,
  PROTOCOL_VERSION,
} from "@/sandbox/protocol";
import { type ClosedDay, dayKey, type InstructionEntry } from "@/sandbox/state";

const MAX_BODY_BYTES = 64 * 1024;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

export type CoreServices = {
  journal: Journal;
  ledger: Ledger;
  behaviour: Behaviour;
  /** Standard Webhooks secret that every request under /v1 is signed with. */
  secret: string;
  /** The secret answers that stand as documents are signed with: day-ends. */
  answerSecret: string;
  /** Asked before money goes out; without one nobody is. */
  gateway: Gateway | undefined;
  /** Whether /control exists; only ever true on a loopback address. */
  controllable: boolean;
  /** Told of an instruction that was just recorded for the first time. */
  scheduled: (entry: InstructionEntry) => void;
  /** Told after the behaviour was replaced. */
  behaviourChanged: () => void;
};

type Request = { method: string; path: string; body: string; headers: IncomingMessage["headers"] };
type Answer =
  | { status: number; json: unknown }
  | { status: number; raw: string; headers?: Record<string, string> }
  | "drop";

class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** The HTTP side of the sandbox core; see docs/reference/core-protocol.md. Bodies are never logged. */
export function createCoreServer(services: CoreServices): Server {
  return createServer(async (incoming, response) => {
    try {
      const { pathname } = new URL(incoming.url ?? "/", "http://core.invalid");
      const method = incoming.method ?? "GET";
      const body = await readBody(incoming);
      const answer = await route(services, { method, path: pathname, body, headers: incoming.headers });
      if (answer === "drop") incoming.socket.destroy();
      else send(response, answer);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem(500, "internal", "the core failed");
      send(response, problemAnswer(problem));
    }
  });
}

function problemAnswer({ status, code, message }: Problem): { status: number; json: unknown } {
  return { status, json: { type: `urn:payment-core:problem:${code}`, title: message, status, code } };
}

function send(response: ServerResponse, answer: Exclude<Answer, "drop">): void {
  const type = answer.status >= 400 ? "application/problem+json" : "application/json";
  const own = "headers" in answer ? answer.headers : {};
  response.writeHead(answer.status, { "content-type": type, "cache-control": "no-store", ...own });
  response.end("raw" in answer ? answer.raw : JSON.stringify(answer.json));
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (size > MAX_BODY_BYTES) throw new Problem(413, "body_too_large", "the body is larger than 64 KiB");
  return Buffer.concat(chunks).toString("utf8");
}

async function route(services: CoreServices, request: Request): Promise<Answer> {
  const { method, path } = request;
  if (method === "GET" && path === "/health") return health(services);
  if (path === "/control" || path.startsWith("/control/")) return control(services, request);
  if (path.startsWith("/v1/")) {
    verify(services.secret, request);
    if (method === "POST" && path === "/v1/instructions") return instruct(services, request);
    if (method === "POST" && path === "/v1/dry-run") return dryRun(services, request);
    const [, , collection, id = "", ...rest] = path.split("/");
    if (collection === "day-ends" && method === "GET") return dayEnd(services, id, rest.join("/"));
    if (rest.length === 0 && collection === "instructions" && method === "GET") return readInstruction(services, id);
    if (rest.length === 0 && collection === "accounts") return account(services, request, id);
  }
  throw new Problem(404, "not_found", "there is nothing here");
}

function health({ journal: { state } }: CoreServices): Answer {
  const counts = { pendingInstructions: state.unsettled.size, pendingCallbacks: state.undelivered.size };
  return { status: 200, json: { status: "ok", protocol: PROTOCOL_VERSION, ...counts } };
}

/** A request without a body signs its method and path instead, so that its signature opens no other door. */
function verify(secret: string, { method, path, body, headers }: Request): void {
  const signed = body === "" ? `${method} ${path}` : body;
  try {
    new Webhook(secret).verify(signed, headers as Record<string, string>, { jsonParse: false });
  } catch {
    throw new Problem(401, "unauthenticated", "the signature is missing, wrong or out of its time");
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new Problem(400, "malformed_json", "the body is not JSON");
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join(".") || "(body)").join(", ");
  throw new Problem(400, "invalid_body", `not as the protocol says: ${fields}`);
}

async function instruct(services: CoreServices, request: Request): Promise<Answer> {
  const { behaviour, journal, ledger } = services;
  const instruction = parse(instructionSchema, request.body);
  if (request.headers["webhook-id"] !== instruction.instructionId) {
    throw new Problem(400, "id_mismatch", "webhook-id is not the instruction's id");
  }
  if (behaviour.take("failNext")) throw new Problem(500, "simulated_failure", "told to fail before recording");
  const known = journal.state.instructions.has(instruction.instructionId);
  const received = ledger.receive(instruction);
  if (received.kind === "conflict") throw new Problem(409, received.code, "this id or sequence was used for another");
  await journal.settled();
  if (!known) services.scheduled(received.entry);
  if (behaviour.take("failAfterRecordNext")) return "drop";
  await slowly(behaviour);
  if (behaviour.take("malformedNext")) return { status: 202, raw: '{"instructionId":' };
  return { status: 202, json: { instructionId: instruction.instructionId, received: true } };
}

async function dryRun({ behaviour, journal, ledger }: CoreServices, request: Request): Promise<Answer> {
  const question = parse(dryRunSchema, request.body);
  if (behaviour.take("failDryRunNext")) throw new Problem(500, "simulated_failure", "told to fail the dry run");
  await slowly(behaviour);
  await journal.settled();
  const { currency } = ledger.view(question.accountNumber);
  if (question.currency !== undefined && question.currency !== currency) {
    throw new Problem(422, "currency_mismatch", "the account is kept in another currency");
  }
  const balance = BigInt(ledger.view(question.accountNumber).balanceMinor);
  if (question.verb === "deduct" && BigInt(question.amountMinor ?? "0") > balance) {
    throw new Problem(422, "insufficient_balance", "the account holds less than is to be deducted");
  }
  return { status: 200, json: ledger.dryRun(question) };
}

async function slowly(behaviour: Behaviour): Promise<void> {
  const wait = behaviour.current().answerDelayMs ?? 0;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

async function readInstruction({ journal }: CoreServices, id: string): Promise<Answer> {
  const entry = identifierSchema.safeParse(id).success ? journal.state.instructions.get(id) : undefined;
  if (!entry) throw new Problem(404, "unknown_instruction", "no such instruction was received");
  await journal.settled();
  const { instruction, receivedAt, event } = entry;
  const state = event?.outcome ?? "received";
  return {
    status: 200,
    json: { instructionId: instruction.instructionId, state, receivedAt, ...(event && { event }) },
  };
}

async function account(
  { behaviour, journal, ledger }: CoreServices,
  request: Request,
  number: string,
): Promise<Answer> {
  if (!accountNumberSchema.safeParse(number).success) throw new Problem(404, "not_found", "no such account number");
  if (request.method === "PUT") {
    const wanted = parse(accountSetSchema, request.body);
    if (wanted.accountNumber !== number) throw new Problem(400, "id_mismatch", "path and body name two accounts");
    ledger.set(wanted);
  } else if (request.method !== "GET") throw new Problem(405, "method_not_allowed", "GET or PUT");
  else if (behaviour.take("failReadNext")) throw new Problem(500, "simulated_failure", "told to fail the reading");
  await journal.settled();
  return { status: 200, json: ledger.view(number) };
}

/** A closed day, signed under an id that names it, so that it cannot stand for another. */
async function dayEnd(services: CoreServices, programme: string, businessDate: string): Promise<Answer> {
  const { answerSecret, behaviour, journal } = services;
  await slowly(behaviour);
  const day = journal.state.dayEnds.get(dayKey({ programme, businessDate }));
  if (!day || behaviour.take("notClosedNext")) throw new Problem(404, "day_not_closed", "the day is not closed");
  await journal.settled();
  const raw = JSON.stringify(behaviour.take("lieDayEndNext") ? misstated(day) : day);
  if (behaviour.take("unsignedDayEndNext")) return { status: 200, raw };
  const id = `day-end-${programme}-${businessDate}`;
  const now = new Date();
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(answerSecret).sign(id, now, raw),
  };
  return { status: 200, raw, headers };
}

/** The same day with its first sum one yuan too high. */
function misstated(day: ClosedDay): ClosedDay {
  const [first, ...rest] = day.lines;
  return first ? { ...day, lines: [{ ...first, minor: String(BigInt(first.minor) + 100n) }, ...rest] } : day;
}

/** Unsigned, therefore on loopback only; host and content type are looked at so that no web page can reach it. */
async function control(services: CoreServices, request: Request): Promise<Answer> {
  const { behaviour, journal, ledger, gateway, controllable } = services;
  const { headers, method, path, body } = request;
  if (!controllable || !LOOPBACK_HOST.test(headers.host ?? "")) throw new Problem(404, "not_found", "nothing here");
  if (method === "GET" && path === "/control") return { status: 200, json: { behaviour: behaviour.current() } };
  if (method !== "POST") throw new Problem(405, "method_not_allowed", "POST");
  if (headers["content-type"] !== "application/json") throw new Problem(415, "not_json", "send application/json");
  if (path === "/control") {
    behaviour.set(parse(controlSchema, body).behaviour);
    services.behaviourChanged();
    return { status: 200, json: { behaviour: behaviour.current() } };
  }
  if (path === "/control/day-end") {
    const closed = { ...parse(dayEndSchema, body), madeAt: new Date().toISOString() };
    journal.append({ kind: "day-end", dayEnd: closed });
    await journal.settled();
    return { status: 200, json: { closed: true } };
  }
  if (path === "/control/forget") {
    const which = parse(forgetSchema, body);
    ledger.forget(which);
    await journal.settled();
    return { status: 200, json: ledger.view(which.accountNumber) };
  }
  if (path !== "/control/move") throw new Problem(404, "not_found", "there is nothing here");
  const move = parse(moveSchema, body);
  const outcome = await pay(ledger, gateway, move);
  if (!outcome.moved) {
    const { status, code, rules } = outcome;
    return { status, json: { type: `urn:payment-core:problem:${code}`, title: code, status, code, rules } };
  }
  await journal.settled();
  return { status: 200, json: ledger.view(move.accountNumber) };
}
