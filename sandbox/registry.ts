import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { answer, questionSchema } from "@/sandbox/registry-answers";

/** The environment of the sandbox registry, a process apart from the console's. */
const environmentSchema = z.object({
  REGISTRY_PORT: z.coerce.number().int().min(0).max(65_535),
  REGISTRY_HOST: z.string().default("127.0.0.1"),
  REGISTRY_SECRET: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "expected whsec_ and base64"),
  REGISTRY_DELAY_MS: z.coerce.number().int().min(0).default(150),
});
export type RegistryEnvironment = z.infer<typeof environmentSchema>;
export type RunningRegistry = { port: number; stop(): Promise<void> };

/** How the registry misbehaves, until told otherwise. */
const behaviourSchema = z.strictObject({
  /** `down`: 503 to everything. `silent`: no answer at all. `malformed`: no JSON. `unsigned`: an answer nobody signed. */
  outage: z.enum(["down", "silent", "malformed", "unsigned"]).optional(),
  delayMs: z.int().min(0).max(60_000).optional(),
  /** So many requests fail, then all is well. */
  failNext: z.int().min(0).optional(),
});
type Behaviour = z.infer<typeof behaviourSchema>;

const MAX_BODY_BYTES = 64 * 1024;

class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new Problem(413, "body_too_large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse<Schema extends z.ZodType>(schema: Schema, body: string): z.infer<Schema> {
  try {
    return schema.parse(JSON.parse(body));
  } catch {
    throw new Problem(400, "invalid_body");
  }
}

type Reply = { status: number; text: string; headers?: Record<string, string> } | "silence";
type State = { behaviour: Behaviour; asked: number };

/** One question, its answer signed under the question's id, so that it stands for no other. */
async function ask(secret: string, state: State, body: string, headers: IncomingMessage["headers"], delayMs: number) {
  const webhook = new Webhook(secret);
  try {
    webhook.verify(body, headers as Record<string, string>, { jsonParse: false });
  } catch {
    throw new Problem(401, "unauthenticated");
  }
  const question = parse(questionSchema, body);
  if (headers["webhook-id"] !== question.questionId) throw new Problem(400, "id_mismatch");
  state.asked += 1;
  const wait = state.behaviour.delayMs ?? delayMs;
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  const text = JSON.stringify({ questionId: question.questionId, answers: answer(question) });
  if (state.behaviour.outage === "unsigned") return { status: 200, text };
  const now = new Date();
  const signed = {
    "webhook-id": question.questionId,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1_000)),
    "webhook-signature": webhook.sign(question.questionId, now, text),
  };
  return { status: 200, text, headers: signed };
}

async function route(environment: RegistryEnvironment, state: State, incoming: IncomingMessage): Promise<Reply> {
  const { pathname } = new URL(incoming.url ?? "/", "http://registry.invalid");
  const body = await readBody(incoming);
  if (incoming.method === "GET" && pathname === "/health") {
    return { status: 200, text: JSON.stringify({ status: "ok", asked: state.asked }) };
  }
  const local = ["127.0.0.1", "::1", "localhost"].includes(environment.REGISTRY_HOST);
  if (incoming.method === "POST" && pathname === "/control" && local) {
    state.behaviour = parse(behaviourSchema, body);
    return { status: 200, text: "{}" };
  }
  if (incoming.method !== "POST" || pathname !== "/v1/questions") throw new Problem(404, "not_found");
  const { outage, failNext = 0 } = state.behaviour;
  if (outage === "silent") return "silence";
  if (outage === "malformed") return { status: 200, text: '{"answers":' };
  if (failNext > 0) state.behaviour.failNext = failNext - 1;
  if (outage === "down" || failNext > 0) throw new Problem(503, "unavailable");
  return ask(environment.REGISTRY_SECRET, state, body, incoming.headers, environment.REGISTRY_DELAY_MS);
}

function createRegistryServer(environment: RegistryEnvironment): Server {
  const state: State = { behaviour: {}, asked: 0 };
  return createServer(async (incoming, response) => {
    const reply = await route(environment, state, incoming).catch((error: unknown): Reply => {
      const { status, code } = error instanceof Problem ? error : new Problem(500, "internal");
      return { status, text: JSON.stringify({ code }) };
    });
    if (reply === "silence") return;
    response.writeHead(reply.status, {
      "content-type": "application/json",
      "cache-control": "no-store",
      ...reply.headers,
    });
    response.end(reply.text);
  });
}

/** One line of JSON on standard output; never a value somebody asked about. */
function log(event: string, fields: Record<string, string | number> = {}): void {
  process.stdout.write(`${JSON.stringify({ process: "registry-sandbox", event, ...fields })}\n`);
}

/** Starts the sandbox registry. It keeps nothing: every answer is a function of its question. */
export async function startRegistry(environment: RegistryEnvironment): Promise<RunningRegistry> {
  const server = createRegistryServer(environment);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.REGISTRY_PORT, environment.REGISTRY_HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  log("listening", { port });
  return {
    port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      log("stopped");
    },
  };
}

async function main(): Promise<void> {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    process.stderr.write(`sandbox registry: missing or unusable environment: ${names}\n`);
    process.exit(1);
  }
  const registry = await startRegistry(parsed.data);
  const stop = (): void => {
    registry.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`sandbox registry: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
