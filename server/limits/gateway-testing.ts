import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Webhook } from "standardwebhooks";
import type { DecisionRequest } from "@/domain/limits/schema";

export const TEST_GATEWAY_SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

export type SpawnedGateway = {
  readonly url: string;
  readonly child: ChildProcess;
  kill(signal?: NodeJS.Signals): Promise<void>;
};

/** Starts the real gateway on a free port, against a database and a key ring. */
export async function spawnGateway(of: {
  databaseUrl: string;
  dataDir: string;
  poolSize?: number;
}): Promise<SpawnedGateway> {
  const settings = {
    DATABASE_URL: of.databaseUrl,
    DATA_DIR: of.dataDir,
    GATEWAY_PORT: "0",
    GATEWAY_SECRET: TEST_GATEWAY_SECRET,
    POOL_SIZE: String(of.poolSize ?? 6),
    LOG_LEVEL: "error",
  };
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  // env(1) adds to what this process was given and becomes the gateway.
  const child = spawn("env", [...words, process.execPath, "--import", "tsx", "gateway.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the gateway ended: ${code}`)));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { event, port: said } = JSON.parse(line) as { event?: string; port?: number };
      if (event === "listening" && said) resolve(said);
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    child,
    async kill(signal = "SIGTERM") {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    },
  };
}

const webhook = new Webhook(TEST_GATEWAY_SECRET);

/** Headers of a message as the core signs it. */
export function signed(id: string, body: string, at = new Date()): Record<string, string> {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": webhook.sign(id, at, body),
  };
}

/** Sends a signed message. */
export async function send(url: string, path: string, id: string, message: unknown) {
  const body = JSON.stringify(message);
  const response = await fetch(new URL(path, url), { method: "POST", headers: signed(id, body), body });
  return { status: response.status, json: (await response.json()) as Record<string, unknown> };
}

/** Asks about a payment. */
export const ask = (url: string, request: DecisionRequest) => send(url, "/v1/decisions", request.requestId, request);
