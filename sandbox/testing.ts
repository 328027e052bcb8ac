import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("./core.ts", import.meta.url));
const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Secrets for tests only. */
export const TEST_WEBHOOK_SECRET = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
export const TEST_CALLBACK_SECRET = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;

export type SpawnedCore = {
  url: string;
  /** SIGKILL, as a crash; resolves when the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; resolves with the exit code. */
  stop(): Promise<number | null>;
};

/** Runs the sandbox core as a process of its own on a free port and waits until it listens. */
export async function spawnCore(options: {
  dataDir: string;
  callbackUrl: string;
  env?: Readonly<Record<string, string>>;
}): Promise<SpawnedCore> {
  const child = spawn(process.execPath, ["--import", "tsx", ENTRY], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      CORE_PORT: "0",
      DATA_DIR: options.dataDir,
      CORE_WEBHOOK_SECRET: TEST_WEBHOOK_SECRET,
      CORE_CALLBACK_SECRET: TEST_CALLBACK_SECRET,
      CORE_CALLBACK_URL: options.callbackUrl,
      CORE_DELAY_MS: "20",
      ...options.env,
    },
  });
  const port = await listeningPort(child);
  const end = async (signal: "SIGKILL" | "SIGTERM"): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, "exit");
      child.kill(signal);
      await exited;
    }
    return child.exitCode;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    kill: async () => {
      await end("SIGKILL");
    },
    stop: () => end("SIGTERM"),
  };
}

async function listeningPort(child: ChildProcess): Promise<number> {
  if (!child.stdout) throw new Error("the core was spawned without standard output");
  for await (const line of createInterface({ input: child.stdout })) {
    const message = JSON.parse(line) as { event: string; port?: number };
    if (message.event !== "listening" || message.port === undefined) continue;
    child.stdout.resume();
    return message.port;
  }
  throw new Error("the sandbox core ended before it listened");
}

export type Delivery = { body: string; headers: Readonly<Record<string, string>>; answered: number };

/** A receiver of callbacks that keeps all it was sent and answers as told. */
export type CallbackReceiver = {
  url: string;
  deliveries: readonly Delivery[];
  /** The status of the next answers; 200 at first. */
  answerWith(status: number): void;
  /** Resolves once the condition holds over all deliveries so far. */
  until(condition: (deliveries: readonly Delivery[]) => boolean): Promise<readonly Delivery[]>;
  close(): Promise<void>;
};

/** Starts a callback receiver on a free loopback port. */
export async function startReceiver(): Promise<CallbackReceiver> {
  const deliveries: Delivery[] = [];
  const waiting = new Set<() => void>();
  let status = 200;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    deliveries.push({ body: Buffer.concat(chunks).toString("utf8"), headers, answered: status });
    response.writeHead(status).end();
    for (const look of [...waiting]) look();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/callbacks`,
    deliveries,
    answerWith(next) {
      status = next;
    },
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition(deliveries)) return;
          waiting.delete(look);
          resolve([...deliveries]);
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A data directory of its own, and how to remove it. */
export async function temporaryDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "core-sandbox-"));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
