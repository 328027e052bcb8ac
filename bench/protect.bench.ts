import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { spawnCore, TEST_CALLBACK_SECRET, TEST_WEBHOOK_SECRET, temporaryDirectory } from "@/sandbox/testing";
import { receiveCallback } from "@/server/controls/http";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { reportLoss } from "@/server/losses/commands/report-loss";
import "@/server/losses/handlers";
import { type Bench, percentile, round, watchMemory } from "./bench";
import type { BenchHouse } from "./database";
import { growTo, makeCustomers } from "./lists.bench";
import { start } from "./process";

/** Calls of a busy desk, many times what one sees: so many a second, whatever the answers take. */
const RATE = 4;
const GESTURES = 150;
/** The first ones warm what is cold, and are not counted. */
const WARM = 10;
/** The pace of the sandbox core from receipt to effect, its usual one. */
const CORE_DELAY_MS = "300";
const CONFIRMED_WITHIN_MS = 60_000;
const CHECKS = ["name", "document-digits", "last-transaction"] as const;

/** A card bound to every account, which the gesture suspends with it. */
async function bindCards({ runtime, programme }: BenchHouse): Promise<void> {
  await runtime.pool.query(
    `insert into bound_cards (id, programme_id, legal_entity_id, account_id, customer_id, bank, type, number_sealed, bound_on, status)
     select gen_random_uuid(), $1, $2, id, customer_id, '样本银行', 'debit', '\\x00', '2026-01-05', 'bound' from accounts`,
    [programme.programmeId, programme.legalEntityId],
  );
  await runtime.pool.query("vacuum analyze bound_cards");
}

/** The web server's door for the core, alone in this process. */
async function startDoor(runtime: Runtime): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    );
    const body = Buffer.concat(chunks).toString("utf8");
    const status = await receiveCallback(runtime, TEST_CALLBACK_SECRET, { headers, body, requestId: "bench" });
    response.writeHead(status).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/core/callbacks` };
}

/** Milliseconds from when each call was due to its answer; all must have been taken. */
async function gestures({ runtime, person }: BenchHouse, customers: readonly string[]): Promise<number[]> {
  const principal = await person("customer-service");
  const times: number[] = [];
  const begun = performance.now();
  const take = async (call: number) => {
    const due = begun + (call * 1_000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const customerId = customers[call * 97] ?? "";
    const input = {
      customerId,
      cause: "phone-lost" as const,
      noticeAt: new Date().toISOString(),
      checks: CHECKS.map((item) => ({ item, outcome: "matched" as const })),
    };
    const outcome = await execute(runtime, reportLoss, { principal, input, key: newId(), requestId: "bench" });
    if (!outcome.ok) throw new Error(outcome.code);
    if (call >= WARM) times.push(performance.now() - due);
  };
  await Promise.all(Array.from({ length: GESTURES + WARM }, (_, call) => take(call)));
  return times;
}

/** Milliseconds from the order to stop money going out to the core's confirmation, for every gesture. */
async function confirmations({ pool }: Runtime): Promise<number[]> {
  const until = performance.now() + CONFIRMED_WITHIN_MS;
  for (;;) {
    const { rows } = await pool.query<{ ms: string | null }>(
      "select answer_ms as ms from core_instructions where verb = 'restrict' and body->>'scope' = 'debit'",
    );
    const answered = rows.flatMap(({ ms }) => (ms === null ? [] : [Number(ms)]));
    if (answered.length === rows.length) return answered;
    if (performance.now() > until) throw new Error(`${rows.length - answered.length} orders were not confirmed`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The least a protection could cost: one row written and committed. */
async function oneInsert({ pool }: Runtime): Promise<number[]> {
  await pool.query("create table bench_insert (id uuid primary key, at timestamptz not null)");
  const times: number[] = [];
  for (let call = 0; call < GESTURES + WARM; call += 1) {
    const started = performance.now();
    await pool.query("insert into bench_insert values ($1, now())", [newId()]);
    if (call >= WARM) times.push(performance.now() - started);
  }
  return times;
}

/**
 * The loss gesture over n transactions: how long until it is committed, and until a sandbox core in a process of its own
 * has confirmed that no money goes out. The bars are 150 ms at the 95th percentile with 5 M transactions, and 2 s for
 * every confirmation. `ratio` is the gesture to one insert and commit.
 */
export const bench: Bench = async ({ house, n = 5_000_000, say }) => {
  const { runtime } = house;
  say(`a ledger of ${n} transactions`);
  const customers = await makeCustomers(house);
  await bindCards(house);
  await growTo(house, customers, 0, n);
  // What was filled is on the disk before anybody calls.
  await runtime.pool.query("checkpoint");
  const [door, directory] = await Promise.all([startDoor(runtime), temporaryDirectory()]);
  const env = { CORE_DELAY_MS };
  const core = await spawnCore({ dataDir: directory.path, callbackUrl: door.url, env });
  const worker = await start("protect-worker", {
    DATABASE_URL: house.url,
    DATA_DIR: house.dataDir,
    POOL_SIZE: "10",
    BENCH_CORE_URL: core.url,
    BENCH_CORE_SECRET: TEST_WEBHOOK_SECRET,
  });
  const memory = watchMemory();
  try {
    const plain = await oneInsert(runtime);
    say(`${GESTURES} calls`);
    const taken = await gestures(house, customers);
    const confirmed = await confirmations(runtime);
    const ours = {
      commitP50Ms: round(percentile(taken, 0.5)),
      commitP95Ms: round(percentile(taken, 0.95)),
      confirmP95Ms: round(percentile(confirmed, 0.95)),
      confirmMaxMs: round(Math.max(...confirmed)),
    };
    const baseline = { insertP95Ms: round(percentile(plain, 0.95)) };
    return {
      name: "protect",
      n,
      ours,
      baseline,
      ratio: round(ours.commitP95Ms / baseline.insertP95Ms),
      memoryMB: memory.stop().peakMB,
      notes: {
        gestures: GESTURES,
        perSecond: RATE,
        confirmations: confirmed.length,
        coreDelayMs: Number(CORE_DELAY_MS),
      },
    };
  } finally {
    worker.child.kill("SIGKILL");
    await core.kill();
    door.server.closeAllConnections();
    await new Promise((resolve) => door.server.close(resolve));
    await directory.remove();
  }
};
