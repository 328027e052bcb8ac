import { createKey } from "@/server/connections/public";
import { serveDoor } from "@/server/connections/serve-door";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { type Bench, percentile, round, watchMemory } from "./bench";

const BATCH = 500;
const CUSTOMERS = 20_000;
const MERCHANTS = 500;
/** Calls in flight at once, as a sending system with a few workers would have. */
const CALLERS = 4;

/** A small seeded generator (mulberry32): the same rows in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function rowsOf(first: number, count: number, customer: (n: number) => number, random: () => number) {
  return Array.from({ length: count }, (_, at) => ({
    id: `B${first + at}`,
    occurredAt: `2026-09-${String(1 + Math.floor(random() * 28)).padStart(2, "0")}T10:00:00+08:00`,
    kind: "payment",
    direction: "out",
    amount: (1 + random() * 9_000).toFixed(2),
    currency: "CNY",
    customer: { ref: `C${1_000_000 + customer(first + at)}`, kind: "person" },
    counterparty: { ref: `M${1_000 + Math.floor(random() * MERCHANTS)}`, type: "merchant" },
    balanceAfter: (random() * 1e5).toFixed(2),
  }));
}

/** Sends all bodies, a few calls at a time, as fast as they are answered. Gives seconds and each call's milliseconds. */
async function sendAll(url: string, token: string, bodies: readonly string[]) {
  const waiting = [...bodies].reverse();
  const millis: number[] = [];
  const started = performance.now();
  const caller = async () => {
    for (let body = waiting.pop(); body !== undefined; body = waiting.pop()) {
      const asked = performance.now();
      const headers = {
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "idempotency-key": newId(),
      };
      const answer = await fetch(`${url}/transactions`, { method: "POST", headers, body });
      const told = (await answer.json()) as { accepted?: number; code?: string };
      if (answer.status !== 200 || told.accepted !== BATCH) throw new Error(`call ${answer.status} ${told.code ?? ""}`);
      millis.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return { seconds: (performance.now() - started) / 1000, millis };
}

/**
 * Transactions of known customers by key in batches of 500, over HTTP to the door's own handler in this process: key,
 * rate, idempotency, audit and durable commit included. The baseline is the bar: 5,000
 * rows a second. Large-value sums follow by the worker and are not in the figure.
 */
export const bench: Bench = async ({ house, n = 100_000, say }) => {
  const administrator = await house.person("administrator");
  const input = { name: "bench", source: "bench", scopes: ["transactions.write" as const], days: 1, addresses: [] };
  const made = await execute(house.runtime, createKey, {
    principal: administrator,
    input,
    key: newId(),
    requestId: "bench",
  });
  if (!made.ok) throw new Error(made.code);
  const { token } = made.result;
  const door = await serveDoor(house.runtime);
  try {
    const random = generator(3);
    const bodies = (first: number, count: number, customer: (n: number) => number) =>
      Array.from({ length: Math.ceil(count / BATCH) }, (_, at) =>
        JSON.stringify({ rows: rowsOf(first + at * BATCH, BATCH, customer, random) }),
      );
    const fresh = await sendAll(
      door.url,
      token,
      bodies(0, CUSTOMERS, (at) => at % CUSTOMERS),
    );
    say(`rows of new customers at ${round(CUSTOMERS / fresh.seconds)}/s`);
    await house.runtime.pool.query("vacuum analyze");
    await house.runtime.pool.query("checkpoint");
    const drawn = () => Math.floor(random() * CUSTOMERS);
    const measured = bodies(CUSTOMERS, n, drawn);
    const memory = watchMemory();
    const known = await sendAll(door.url, token, measured);
    const { peakMB } = memory.stop();
    const rows = measured.length * BATCH;
    say(`rows of known customers at ${round(rows / known.seconds)}/s`);
    return {
      name: "api",
      n: rows,
      ours: {
        rowsPerSecond: round(rows / known.seconds),
        newCustomerRowsPerSecond: round(CUSTOMERS / fresh.seconds),
        p50Ms: round(percentile(known.millis, 0.5)),
        p95Ms: round(percentile(known.millis, 0.95)),
      },
      baseline: { rowsPerSecond: 5_000 },
      ratio: round(rows / known.seconds / 5_000),
      memoryMB: peakMB,
      notes: { callers: CALLERS, batch: BATCH, over: "HTTP, the door's handler in this process", durable: true },
    };
  } finally {
    await door.close();
  }
};
