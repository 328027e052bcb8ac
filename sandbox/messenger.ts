import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { createOutbox, messageSchema, type Outbox } from "@/sandbox/messenger-outbox";
import { createReceipts, type Receipts } from "@/sandbox/messenger-receipts";
import { verifiedBy } from "@/sandbox/signed";

/** The environment of the sandbox message provider, a process apart from the console's. */
const environmentSchema = z.object({
  MESSENGER_PORT: z.coerce.number().int().min(0).max(65_535),
  MESSENGER_HOST: z.string().default("127.0.0.1"),
  MESSENGER_SECRET: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "expected whsec_ and base64"),
  MESSENGER_RECEIPT_SECRET: z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "expected whsec_ and base64"),
  MESSENGER_RECEIPT_URL: z.url({ protocol: /^https?$/ }),
  MESSENGER_DELAY_MS: z.coerce.number().int().min(0).default(300),
  DATA_DIR: z.string().default(".data"),
});
export type MessengerEnvironment = z.infer<typeof environmentSchema>;
export type RunningMessenger = { port: number; stop(): Promise<void> };

/** How the provider misbehaves, until told otherwise. */
const behaviourSchema = z.strictObject({
  /** `down`: 503 to everything. `silent`: no answer at all. `malformed`: no JSON. */
  outage: z.enum(["down", "silent", "malformed"]).optional(),
  /** Before an answer. */
  delayMs: z.int().min(0).max(60_000).optional(),
  /** So many messages are refused for good, fail, or are taken without an answer. */
  refuseNext: z.int().min(0).optional(),
  failNext: z.int().min(0).optional(),
  dropAfterTakingNext: z.int().min(0).optional(),
  /** So many messages never get a receipt, get one that they did not arrive, or two of the same. */
  loseNext: z.int().min(0).optional(),
  undeliverableNext: z.int().min(0).optional(),
  duplicateReceiptsNext: z.int().min(0).optional(),
});
export type MessengerBehaviour = z.infer<typeof behaviourSchema>;
type Counter = Exclude<keyof MessengerBehaviour, "outage" | "delayMs">;

const MAX_BODY_BYTES = 64 * 1024;
const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

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

type Reply = { status: number; text: string } | "silence" | "drop";
type Provider = {
  readonly environment: MessengerEnvironment;
  readonly outbox: Outbox;
  readonly receipts: Receipts;
  behaviour: MessengerBehaviour;
};

const json = (status: number, value: unknown): Reply => ({ status, text: JSON.stringify(value) });

function take(provider: Provider, counter: Counter): boolean {
  const left = provider.behaviour[counter] ?? 0;
  if (left > 0) provider.behaviour[counter] = left - 1;
  return left > 0;
}

/** Takes a message: written down before it is answered, so that the same id is never sent a second time. */
async function send(provider: Provider, body: string, headers: IncomingMessage["headers"]): Promise<Reply> {
  if (!verifiedBy(provider.environment.MESSENGER_SECRET, body, headers)) throw new Problem(401, "unauthenticated");
  const message = parse(messageSchema, body);
  if (headers["webhook-id"] !== message.messageId) throw new Problem(400, "id_mismatch");
  if (take(provider, "failNext")) throw new Problem(503, "unavailable");
  if (take(provider, "refuseNext")) throw new Problem(422, "number_refused");
  const taken = await provider.outbox.take(message);
  if (taken === "conflict") throw new Problem(409, "id_used");
  if (taken === "new" && !take(provider, "loseNext")) {
    const outcome = take(provider, "undeliverableNext") ? "undeliverable" : "delivered";
    provider.receipts.promise({
      messageId: message.messageId,
      outcome,
      times: take(provider, "duplicateReceiptsNext") ? 2 : 1,
    });
  }
  if (take(provider, "dropAfterTakingNext")) return "drop";
  return json(202, { messageId: message.messageId, accepted: true });
}

async function route(provider: Provider, incoming: IncomingMessage): Promise<Reply> {
  const { pathname } = new URL(incoming.url ?? "/", "http://messenger.invalid");
  const body = await readBody(incoming);
  if (incoming.method === "GET" && pathname === "/health") {
    return json(200, { status: "ok", taken: provider.outbox.all().length });
  }
  if (pathname === "/control" || pathname === "/control/outbox") {
    const { MESSENGER_HOST: host } = provider.environment;
    if (!LOOPBACK_HOST.test(incoming.headers.host ?? "") || !LOOPBACK_HOST.test(host))
      throw new Problem(404, "not_found");
    if (incoming.method === "GET") {
      return json(
        200,
        pathname === "/control" ? { behaviour: provider.behaviour } : { messages: provider.outbox.all() },
      );
    }
    if (incoming.headers["content-type"] !== "application/json") throw new Problem(415, "not_json");
    provider.behaviour = parse(behaviourSchema, body);
    return json(200, { behaviour: provider.behaviour });
  }
  if (incoming.method !== "POST" || pathname !== "/v1/messages") throw new Problem(404, "not_found");
  const { outage, delayMs = 0 } = provider.behaviour;
  if (outage === "silent") return "silence";
  if (outage === "malformed") return { status: 202, text: '{"messageId":' };
  if (outage === "down") throw new Problem(503, "unavailable");
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  return send(provider, body, incoming.headers);
}

function createProviderServer(provider: Provider): Server {
  return createServer(async (incoming, response) => {
    const reply = await route(provider, incoming).catch((error: unknown): Reply => {
      const { status, code } = error instanceof Problem ? error : new Problem(500, "internal");
      return json(status, { code });
    });
    if (reply === "silence") return;
    if (reply === "drop") {
      incoming.socket.destroy();
      return;
    }
    response.writeHead(reply.status, { "content-type": "application/json", "cache-control": "no-store" });
    response.end(reply.text);
  });
}

/** One line of JSON on standard output; never a number or a text. */
function log(event: string, fields: Record<string, string | number> = {}): void {
  process.stdout.write(`${JSON.stringify({ process: "messenger-sandbox", event, ...fields })}\n`);
}

/** Starts the sandbox provider. What it took is in DATA_DIR/messenger/outbox.jsonl and outlives it. */
export async function startMessenger(environment: MessengerEnvironment): Promise<RunningMessenger> {
  const outbox = await createOutbox(environment.DATA_DIR);
  const receipts = createReceipts({
    url: environment.MESSENGER_RECEIPT_URL,
    secret: environment.MESSENGER_RECEIPT_SECRET,
    delayMs: environment.MESSENGER_DELAY_MS,
  });
  const server = createProviderServer({ environment, outbox, receipts, behaviour: {} });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.MESSENGER_PORT, environment.MESSENGER_HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  log("listening", { port });
  return {
    port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      receipts.stop();
      await closed;
      await outbox.close();
      log("stopped");
    },
  };
}

async function main(): Promise<void> {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    process.stderr.write(`sandbox messenger: missing or unusable environment: ${names}\n`);
    process.exit(1);
  }
  const messenger = await startMessenger(parsed.data);
  const stop = (): void => {
    messenger.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`sandbox messenger: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
