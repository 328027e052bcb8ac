import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, expect, vi } from "vitest";
import { createSandboxClient, type SandboxClient } from "@/sandbox/client";
import type { CallbackEvent, Instruction } from "@/sandbox/protocol";
import {
  type CallbackReceiver,
  type Delivery,
  type SpawnedCore,
  spawnCore,
  startReceiver,
  TEST_WEBHOOK_SECRET,
  temporaryDirectory,
} from "@/sandbox/testing";

/** A sandbox core with a callback receiver, new for every test of the file that calls `openBench`. */
export type Bench = {
  directory: Awaited<ReturnType<typeof temporaryDirectory>>;
  receiver: CallbackReceiver;
  core: SpawnedCore;
  client: SandboxClient;
  /** Starts the core again, on the same data; the one before must be gone. */
  boot(env?: Record<string, string>): Promise<void>;
  instruct(body: Instruction, headers?: Record<string, string>): Promise<Response>;
  /** Waits until the core's health shows these counts. */
  pending(counts: { pendingInstructions?: number; pendingCallbacks?: number }): Promise<void>;
};

/** Registers the hooks and gives the bench, whose fields are filled before each test. */
export function openBench(): Bench {
  const bench = {
    async boot(env = {}) {
      bench.core = await spawnCore({ dataDir: bench.directory.path, callbackUrl: bench.receiver.url, env });
      bench.client = createSandboxClient({ url: bench.core.url, secret: TEST_WEBHOOK_SECRET });
    },
    instruct(body, headers) {
      const text = JSON.stringify(body);
      return fetch(`${bench.core.url}/v1/instructions`, {
        method: "POST",
        headers: headers ?? signedHeaders(body.instructionId, text),
        body: text,
      });
    },
    pending: (counts) =>
      vi.waitFor(async () => expect(await bench.client.health()).toMatchObject(counts), { timeout: 60_000 }),
  } as Bench;
  beforeEach(async () => {
    [bench.directory, bench.receiver] = await Promise.all([temporaryDirectory(), startReceiver()]);
    await bench.boot();
  });
  afterEach(async () => {
    await bench.core.kill();
    await Promise.all([bench.receiver.close(), bench.directory.remove()]);
  });
  return bench;
}

/** Nothing waits for its effect or for its confirmation. */
export const SETTLED = { pendingInstructions: 0, pendingCallbacks: 0 };

let counter = 0;

/** A valid instruction with ids and a sequence of its own. */
export function instruction(over: Partial<Instruction> = {}): Instruction {
  counter += 1;
  return {
    instructionId: `ins-${counter}`,
    programme: "wallet",
    accountNumber: "6228000000000001",
    verb: "restrict",
    measureId: `mea-${counter}`,
    scope: "debit",
    sequence: counter,
    reasonCode: "risk.own-judgement",
    issuedAt: "2026-09-01T00:00:00.000Z",
    ...over,
  };
}

/** Standard Webhooks headers over `signed`. */
export function signedHeaders(id: string, signed: string, at = new Date(), secret = TEST_WEBHOOK_SECRET) {
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, at, signed),
  };
}

/** The code of a problem answer. */
export async function codeOf(response: Response): Promise<unknown> {
  return ((await response.json()) as { code?: string }).code;
}

/** The event a delivery carried. */
export function eventOf(delivery: Delivery | undefined): CallbackEvent {
  return JSON.parse(delivery?.body ?? "null") as CallbackEvent;
}

/** At least so many deliveries. */
export function reaching(count: number): (all: readonly Delivery[]) => boolean {
  return (all) => all.length >= count;
}
