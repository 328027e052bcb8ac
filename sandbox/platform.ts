import { pathToFileURL } from "node:url";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { type Answer, openPlatformJournal, type PlatformJournal } from "@/sandbox/platform-journal";
import { type Asked, json, Problem, parse, type Reply, serve } from "@/sandbox/serving";
import { verifiedBy } from "@/sandbox/signed";

const secret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "expected whsec_ and base64");

/** The environment of the sandbox of the telecom-fraud risk platform, a process apart from the console's. */
const environmentSchema = z.object({
  PLATFORM_PORT: z.coerce.number().int().min(0).max(65_535),
  PLATFORM_HOST: z.string().default("127.0.0.1"),
  /** The secret its messages are signed with, and the one the console signs answers with. */
  PLATFORM_SECRET: secret,
  PLATFORM_ANSWER_SECRET: secret,
  /** The console's door for messages. */
  PLATFORM_CONSOLE_URL: z.url({ protocol: /^https?$/ }),
  DATA_DIR: z.string().default(".data"),
});
export type PlatformEnvironment = z.infer<typeof environmentSchema>;
export type RunningPlatform = { readonly port: number; stop(): Promise<void> };

/** How a message is spoilt on its way: each a thing the console must see. */
const SPOILS = ["tampered", "unsigned", "other-key", "late", "other-id", "not-json"] as const;

const sendSchema = z.strictObject({
  /** As docs/reference/platform-protocol.md says; `messageId` and `issuedAt` are added where they are missing. */
  message: z.record(z.string(), z.unknown()),
  spoil: z.enum(SPOILS).optional(),
  /** How often it is sent, the same bytes each time. */
  times: z.int().min(1).max(10).default(1),
});

/** How the platform takes answers, until told otherwise. `down`: 503; `silent`: no answer at all. */
const behaviourSchema = z.strictObject({
  outage: z.enum(["down", "silent"]).optional(),
  /** So many answers are taken and forgotten to be confirmed: the console sends them again. */
  dropNext: z.int().min(0).optional(),
});
type Behaviour = z.infer<typeof behaviourSchema>;

const answerSchema = z.looseObject({ answerId: z.string(), messageId: z.string(), kind: z.string() });

type Platform = {
  readonly environment: PlatformEnvironment;
  readonly journal: PlatformJournal;
  behaviour: Behaviour;
};

const TIMEOUT_MS = 20_000;
const LATE_MS = 3_600_000;
const OTHER_KEY = `whsec_${Buffer.alloc(32, 9).toString("base64")}`;

type Spoil = (typeof SPOILS)[number] | undefined;

/** A message as it leaves: signed, unless it is to be spoilt. */
function envelope(environment: PlatformEnvironment, id: string, body: string, spoil: Spoil) {
  const at = new Date(Date.now() - (spoil === "late" ? LATE_MS : 0));
  const webhook = new Webhook(spoil === "other-key" ? OTHER_KEY : environment.PLATFORM_SECRET);
  const messageId = spoil === "other-id" ? `${id}-x` : id;
  const headers: Record<string, string> = {
    "content-type": "application/json",
    "webhook-id": messageId,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)),
    ...(spoil !== "unsigned" && { "webhook-signature": webhook.sign(messageId, at, body) }),
  };
  return { headers, body: spoil === "tampered" ? body.replace(/\}$/, ',"x":1}') : body };
}

async function post(url: string, sent: { headers: Record<string, string>; body: string }) {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { method: "POST", redirect: "error", signal, ...sent });
    const text = await response.text();
    return { status: response.status, said: text === "" ? null : (JSON.parse(text) as unknown) };
  } catch {
    return { status: null, said: null };
  }
}

async function send({ environment, journal }: Platform, asked: z.output<typeof sendSchema>): Promise<Reply> {
  const { spoil } = asked;
  const message = { messageId: `msg-${crypto.randomUUID()}`, issuedAt: new Date().toISOString(), ...asked.message };
  const id = String(message.messageId);
  const body = spoil === "not-json" ? "{" : JSON.stringify(message);
  const replies: { status: number | null; said: unknown }[] = [];
  for (let nth = 0; nth < asked.times; nth += 1) {
    const reply = await post(environment.PLATFORM_CONSOLE_URL, envelope(environment, id, body, spoil));
    await journal.append({ kind: "sent", at: new Date().toISOString(), body, spoilt: spoil ?? null, ...reply });
    replies.push(reply);
  }
  return json(200, { messageId: id, replies });
}

/** Takes an answer: written down before it is confirmed, and the same one only once. */
async function takeAnswer(platform: Platform, { body, headers }: Asked): Promise<Reply> {
  const { environment, journal, behaviour } = platform;
  if (behaviour.outage === "silent") return "silence";
  if (behaviour.outage === "down") throw new Problem(503, "unavailable");
  if (!verifiedBy(environment.PLATFORM_ANSWER_SECRET, body, headers)) throw new Problem(401, "unauthenticated");
  const answer: Answer = parse(answerSchema, body);
  if (headers["webhook-id"] !== answer.answerId) throw new Problem(400, "id_mismatch");
  const known = answersIn(journal).some(({ answerId }) => answerId === answer.answerId);
  if (!known) await journal.append({ kind: "answer", at: new Date().toISOString(), answer });
  const dropped = behaviour.dropNext ?? 0;
  if (dropped > 0) {
    platform.behaviour = { ...behaviour, dropNext: dropped - 1 };
    throw new Problem(503, "forgotten");
  }
  return json(200, { answerId: answer.answerId, taken: true });
}

const answersIn = (journal: PlatformJournal): readonly Answer[] =>
  journal.lines().flatMap((line) => (line.kind === "answer" ? [line.answer] : []));

async function route(platform: Platform, asked: Asked): Promise<Reply> {
  const { journal } = platform;
  const door = `${asked.method} ${asked.url.pathname}`;
  if (door === "GET /health") return json(200, { status: "ok", lines: journal.lines().length });
  if (door === "POST /v1/answers") return takeAnswer(platform, asked);
  // Whoever plays the platform sits at this machine.
  if (!asked.local) throw new Problem(404, "not_found");
  const messageId = asked.url.searchParams.get("messageId");
  switch (door) {
    case "GET /answers":
      return json(200, {
        answers: answersIn(journal).filter((answer) => messageId === null || answer.messageId === messageId),
      });
    case "GET /sent":
      return json(200, { sent: journal.lines().filter(({ kind }) => kind === "sent") });
    case "POST /control":
      return send(platform, parse(sendSchema, asked.body));
    case "POST /control/behaviour":
      platform.behaviour = parse(behaviourSchema, asked.body);
      return json(200, platform.behaviour);
    default:
      throw new Problem(404, "not_found");
  }
}

/** One line of JSON on standard output; never what a message says. */
function log(event: string, fields: Record<string, string | number> = {}): void {
  process.stdout.write(`${JSON.stringify({ process: "platform-sandbox", event, ...fields })}\n`);
}

/** Starts the sandbox platform. What it sent and was answered is in DATA_DIR/platform/journal.jsonl and outlives it. */
export async function startPlatform(environment: PlatformEnvironment): Promise<RunningPlatform> {
  const journal = await openPlatformJournal(environment.DATA_DIR);
  const platform: Platform = { environment, journal, behaviour: {} };
  const at = { host: environment.PLATFORM_HOST, port: environment.PLATFORM_PORT };
  const serving = await serve(at, (asked) => route(platform, asked));
  log("listening", { port: serving.port });
  return {
    port: serving.port,
    async stop() {
      await serving.stop();
      await journal.close();
      log("stopped");
    },
  };
}

async function main(): Promise<void> {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    process.stderr.write(`sandbox platform: missing or unusable environment: ${names}\n`);
    process.exit(1);
  }
  const platform = await startPlatform(parsed.data);
  const stop = (): void => {
    platform.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`sandbox platform: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
