import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { temporaryDirectory } from "@/sandbox/testing";
import type { MadeAccount } from "@/server/kernel/testing/factories";
import { createPlatform, type Platform } from "@/server/orders/adapters/platform";
import { deliverAnswer, PlatformUnreachable } from "@/server/orders/electronic/deliver-answer";
import { receiveMessage } from "@/server/orders/electronic/http";
import "@/server/orders/electronic/listener";
import { type CoreHouse, openCoreHouse } from "./core-house";

/** Secrets for tests only. */
export const PLATFORM_SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
export const ANSWER_SECRET = `whsec_${Buffer.alloc(32, 6).toString("base64")}`;
export const AUTHORITY = "示例市公安局";
export const CASE = "样案2026-0001";

export type Reply = { readonly status: number | null; readonly said: Readonly<Record<string, string>> | null };
export type SandboxAnswer = Readonly<Record<string, unknown>> & {
  readonly answerId: string;
  readonly messageId: string;
  readonly kind: string;
  readonly code: string | null;
};

async function spawnPlatform(env: Readonly<Record<string, string>>): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/platform.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PLATFORM_PORT: "0", PLATFORM_SECRET, PLATFORM_ANSWER_SECRET: ANSWER_SECRET, ...env },
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { event, port } = JSON.parse(line) as { event: string; port?: number };
    if (event !== "listening") continue;
    child.stdout.resume();
    return { url: `http://127.0.0.1:${port}`, child };
  }
  throw new Error("the sandbox platform ended before it listened");
}

async function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}

/** A house, a real sandbox core and a real sandbox platform that call each other over HTTP. */
export async function openPlatformHouse(options: Parameters<typeof openCoreHouse>[0] = {}) {
  const [core, directory]: [CoreHouse, Awaited<ReturnType<typeof temporaryDirectory>>] = await Promise.all([
    openCoreHouse(options),
    temporaryDirectory(),
  ]);
  const { house } = core;
  const secrets = { now: [PLATFORM_SECRET] as readonly string[] };
  const door = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const body = Buffer.concat(chunks).toString("utf8");
    const answer = await receiveMessage(house.runtime, secrets.now, { headers, body, requestId: "door" });
    response.writeHead(answer.status).end(answer.body === null ? "" : JSON.stringify(answer.body));
  });
  door.listen(0, "127.0.0.1");
  await once(door, "listening");
  const doorUrl = `http://127.0.0.1:${(door.address() as AddressInfo).port}/api/platform/orders`;
  const start = () => spawnPlatform({ DATA_DIR: directory.path, PLATFORM_CONSOLE_URL: doorUrl });
  let sandbox = await start();
  let messages = 0;

  const post = async (path: string, body: unknown) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${sandbox.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`platform: ${response.status} ${await response.text()}`);
    return response.json() as Promise<{ messageId: string; replies: Reply[] }>;
  };
  const platform = (): Platform => createPlatform({ url: sandbox.url, secret: ANSWER_SECRET, timeoutMs: 2_000 });

  /** Hands over every answer that waits, as the worker would; says how many were not taken. */
  const deliverAnswers = async (attempt = "1"): Promise<number> => {
    let failed = 0;
    const waiting = await house.rows<{ id: string; programme_id: string }>(
      "select id, programme_id from electronic_answers where state = 'queued' order by created_at, id",
    );
    for (const { id, programme_id: programmeId } of waiting) {
      const delivery = { runtime: house.runtime, platform: platform(), programmeId, requestId: "job" };
      await deliverAnswer({ ...delivery, attemptKey: `${id}:${attempt}` }, id).catch((error: unknown) => {
        if (!(error instanceof PlatformUnreachable)) throw error;
        failed += 1;
      });
    }
    return failed;
  };

  return {
    ...core,
    secrets,
    doorUrl,
    platform,
    deliverAnswers,
    behave: (behaviour: object) => post("/control/behaviour", behaviour),
    /** Sends a message to the console's door: of the sample office in the sample case, issued now, unless told otherwise. */
    async say(message: Readonly<Record<string, unknown>>, how: { spoil?: string; times?: number } = {}) {
      messages += 1;
      const said = {
        messageId: `sample-${String(messages).padStart(6, "0")}`,
        programme: "pay",
        caseNumber: CASE,
        authority: AUTHORITY,
        issuedAt: house.clock.now(),
        ...message,
      };
      const { messageId, replies } = await post("/control", { message: said, ...how });
      return { messageId, replies, status: replies[0]?.status ?? null, state: replies[0]?.said?.state };
    },
    /** What the platform was answered about a message, in order. */
    async answers(messageId: string): Promise<SandboxAnswer[]> {
      const response = await fetch(`${sandbox.url}/answers?messageId=${messageId}`);
      return ((await response.json()) as { answers: SandboxAnswer[] }).answers;
    },
    order: async (messageId: string) => {
      const [row] = await house.rows<{
        id: string;
        state: string;
        problem: string | null;
        version: number;
        measure_id: string;
        lapses_at: Date | null;
        in_force_at: Date | null;
        ended_at: Date | null;
        alarmed_at: Date | null;
      }>("select * from electronic_orders where message_id = $1", [messageId]);
      if (!row) throw new Error("no such order");
      return row;
    },
    /** The platform dies and comes back with what it wrote down. */
    async restartPlatform(): Promise<void> {
      await end(sandbox.child, "SIGKILL");
      sandbox = await start();
    },
    /** Opens the account at the core too, with a balance. */
    open: (account: MadeAccount, balanceMinor = "91236") =>
      core.client.setAccount({ accountNumber: account.coreNumber, currency: "CNY", balanceMinor }),
    async close(): Promise<void> {
      await end(sandbox.child, "SIGTERM");
      door.closeAllConnections();
      await new Promise((resolve) => door.close(resolve));
      await Promise.all([core.close(), directory.remove()]);
    },
  };
}
export type PlatformHouse = Awaited<ReturnType<typeof openPlatformHouse>>;
