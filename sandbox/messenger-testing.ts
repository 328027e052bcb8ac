import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("./messenger.ts", import.meta.url));

/** Secrets for tests only. */
export const TEST_MESSENGER_SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
export const TEST_RECEIPT_SECRET = `whsec_${Buffer.alloc(32, 6).toString("base64")}`;

export type OutboxMessage = { messageId: string; channel: string; to: string; title?: string; text: string };

/** The sandbox provider as a process of its own on a free port, with its data under `dataDir`. */
export async function spawnMessenger(options: { dataDir: string; receiptUrl: string }) {
  const child = spawn(process.execPath, ["--import", "tsx", ENTRY], {
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      MESSENGER_PORT: "0",
      MESSENGER_SECRET: TEST_MESSENGER_SECRET,
      MESSENGER_RECEIPT_SECRET: TEST_RECEIPT_SECRET,
      MESSENGER_RECEIPT_URL: options.receiptUrl,
      MESSENGER_DELAY_MS: "5",
      DATA_DIR: options.dataDir,
    },
  });
  const url = `http://127.0.0.1:${await listeningPort(child)}`;
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, "exit");
    child.kill(signal);
    await exited;
  };
  return {
    url,
    behave: (behaviour: object) =>
      fetch(`${url}/control`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(behaviour),
      }),
    outbox: async () =>
      ((await (await fetch(`${url}/control/outbox`)).json()) as { messages: OutboxMessage[] }).messages,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("the provider was spawned without standard output");
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line) as { event: string; port?: number };
    if (message.event !== "listening" || message.port === undefined) continue;
    child.stdout.resume();
    return message.port;
  }
  throw new Error("the sandbox provider ended before it listened");
}
