import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { createGateway } from "@/sandbox/asking";
import { createBehaviour } from "@/sandbox/behaviour";
import { createCallbackSender } from "@/sandbox/callbacks";
import { createCoreServer } from "@/sandbox/http";
import { openJournal } from "@/sandbox/journal";
import { createLedger } from "@/sandbox/ledger";
import type { InstructionEntry } from "@/sandbox/state";

const secret = z.string().regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, "expected whsec_ and base64");

/** The environment of the sandbox core, a process apart from the console's. */
const environmentSchema = z.object({
  CORE_PORT: z.coerce.number().int().min(0).max(65_535),
  CORE_HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().min(1),
  CORE_WEBHOOK_SECRET: secret,
  CORE_CALLBACK_SECRET: secret,
  CORE_CALLBACK_URL: z.url({ protocol: /^https?$/ }),
  /** The console's gateway, asked before money goes out; empty: nobody is asked. */
  GATEWAY_URL: z.union([z.literal(""), z.url({ protocol: /^https?$/ })]).default(""),
  GATEWAY_SECRET: z.union([z.literal(""), secret]).default(""),
  GATEWAY_WITHIN_MS: z.coerce.number().int().min(1).max(600_000).default(5_000),
  CORE_DELAY_MS: z.coerce.number().int().min(0).default(300),
  CORE_SNAPSHOT_EVERY: z.coerce.number().int().min(1).default(10_000),
});
export type CoreEnvironment = z.infer<typeof environmentSchema>;

export type RunningCore = { port: number; stop(): Promise<void> };

/** How long a stop waits for requests under way. */
const STOP_GRACE_MS = 1_000;

/** One line of JSON on standard output; never an account number or an amount. */
function log(event: string, fields: Record<string, string | number> = {}): void {
  process.stdout.write(`${JSON.stringify({ process: "core-sandbox", event, ...fields })}\n`);
}

/** Memory must not run ahead of the disk: when the disk fails, the process ends and starts again from the journal. */
function endAtOnce(error: unknown): void {
  log("journal-failed", { error: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}

/** Starts the sandbox core: replays its journal, listens, then takes up pending effects and callbacks. */
export async function startCore(environment: CoreEnvironment): Promise<RunningCore> {
  const journal = await openJournal({
    directory: join(environment.DATA_DIR, "core-sandbox"),
    snapshotEvery: environment.CORE_SNAPSHOT_EVERY,
    onFatal: endAtOnce,
  });
  const behaviour = createBehaviour();
  const ledger = createLedger({ journal, behaviour, delayMs: environment.CORE_DELAY_MS });
  const sender = createCallbackSender({
    url: environment.CORE_CALLBACK_URL,
    secret: environment.CORE_CALLBACK_SECRET,
    behaviour,
    delivered: async (eventId) => {
      journal.append({ kind: "delivered", eventId });
      await journal.settled();
    },
  });
  const timers = new Set<NodeJS.Timeout>();

  /** Instructions waiting for their effect, by account, oldest first: each timer lets the oldest go. */
  const waiting = new Map<string, InstructionEntry[]>();

  const takeEffect = async (accountNumber: string): Promise<void> => {
    const queue = waiting.get(accountNumber) ?? [];
    const entry = queue.shift();
    if (queue.length === 0) waiting.delete(accountNumber);
    if (!entry) return;
    const event = ledger.settle(entry);
    await journal.settled();
    if (!entry.plan.silent) sender.enqueue({ event, malformedFirst: entry.plan.malformedCallback });
  };
  const schedule = (entry: InstructionEntry): void => {
    const { accountNumber } = entry.instruction;
    waiting.set(accountNumber, [...(waiting.get(accountNumber) ?? []), entry]);
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        takeEffect(accountNumber).catch(endAtOnce);
      },
      Math.max(0, entry.dueAt - Date.now()),
    );
    timers.add(timer);
  };

  const { GATEWAY_URL, GATEWAY_SECRET, GATEWAY_WITHIN_MS: withinMs } = environment;
  const server = createCoreServer({
    gateway: GATEWAY_URL === "" ? undefined : createGateway({ url: GATEWAY_URL, secret: GATEWAY_SECRET, withinMs }),
    journal,
    ledger,
    behaviour,
    secret: environment.CORE_WEBHOOK_SECRET,
    answerSecret: environment.CORE_CALLBACK_SECRET,
    controllable: ["127.0.0.1", "::1", "localhost"].includes(environment.CORE_HOST),
    scheduled: schedule,
    behaviourChanged: () => {
      if (!behaviour.current().outOfOrder) sender.release();
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(environment.CORE_PORT, environment.CORE_HOST, resolve);
  });
  for (const entry of [...journal.state.unsettled].sort((a, b) => a.dueAt - b.dueAt)) schedule(entry);
  for (const { event } of journal.state.undelivered) if (event) sender.enqueue({ event, malformedFirst: false });
  const { port } = server.address() as AddressInfo;
  log("listening", { port });

  return {
    port,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      const impatience = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
      for (const timer of timers) clearTimeout(timer);
      await sender.stop();
      await closed;
      clearTimeout(impatience);
      await journal.close();
      log("stopped");
    },
  };
}

async function main(): Promise<void> {
  const parsed = environmentSchema.safeParse(process.env);
  if (!parsed.success) {
    const names = parsed.error.issues.map((issue) => issue.path.join(".")).join(", ");
    process.stderr.write(`sandbox core: missing or unusable environment: ${names}\n`);
    process.exit(1);
  }
  const core = await startCore(parsed.data);
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    core.stop().then(() => process.exit(0), endAtOnce);
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    process.stderr.write(`sandbox core: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
