import type { ChildProcess } from "node:child_process";
import { Agent, request as httpRequest } from "node:http";
import { normaliseReference } from "@/domain/customers/normalise";
import { newId } from "@/server/kernel/new-id";
import { signed, TEST_GATEWAY_SECRET } from "@/server/limits/gateway-testing";
import { type Bench, percentile, round } from "./bench";
import type { BenchHouse } from "./database";
import { memoryOf, start } from "./process";

const ACCOUNTS = 5_000;
const CLIENTS = 64;
const RATE = 300;
const RATE_SECONDS = 20;

const numberOf = (n: number) => `88${String(n).padStart(14, "0")}`;

async function makeAccounts({ runtime, programme }: BenchHouse): Promise<void> {
  const { programmeId, legalEntityId } = programme;
  const ids = Array.from({ length: ACCOUNTS }, () => newId() as string);
  const blinds = ids.map((_, n) => runtime.blind("account", normaliseReference(numberOf(n)) ?? ""));
  await runtime.pool.query(
    `with of as (select id, n from unnest($1::uuid[]) with ordinality as t (id, n)), made as (
       insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, since, status, created_at)
       select id, $2, $3, 'C-' || n, id, 'person', '2026-01-01', 'active', now() from of)
     select from of`,
    [ids, programmeId, legalEntityId],
  );
  await runtime.pool.query(
    `insert into accounts (id, programme_id, legal_entity_id, customer_id, number, core_number_sealed, account_class, currency, status, opened_on,
       balance_minor, created_at)
     select id, $2, $3, id, 'A-' || n, '\\x00', 3, 'CNY', 'open', '2026-01-01', 100000000, now() from unnest($1::uuid[]) with ordinality as t (id, n)`,
    [ids, programmeId, legalEntityId],
  );
  await runtime.pool.query(
    `insert into blind_index (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
     select $3, $4, 'account', value, 'customer', id, 'identity' from unnest($1::uuid[], $2::bytea[]) as t (id, value)`,
    [ids, blinds, programmeId, legalEntityId],
  );
  await runtime.pool.query("create table bench_baseline (id text primary key, body jsonb not null)");
  // Not the tables of decisions: those of a new house are empty, and no vacuum has called them so.
  await runtime.pool.query("vacuum analyze customers, accounts, blind_index");
}

type Message = { readonly path: string; readonly headers: Record<string, string>; readonly body: string };

/** Signed questions, made before the clock runs: the core signs on its own machine. */
function messages(house: BenchHouse, count: number, path: string): Message[] {
  return Array.from({ length: count }, (_, at) => {
    const requestId = newId();
    const body = JSON.stringify({
      requestId,
      transactionId: newId(),
      programme: house.programme.programmeId,
      accountNumber: numberOf((at * 7919) % ACCOUNTS),
      kind: at % 3 === 0 ? "transfer" : "consumption",
      ownName: false,
      amountMinor: String(100 + (at % 97)),
      currency: "CNY",
      factors: ["static-password", "one-time-code"],
      balanceMinor: "5000000",
      ...(at % 3 === 0 && { arrival: { offered: ["at-once", "next-day"], chosen: "at-once" } }),
    });
    return { path, headers: signed(requestId, body), body };
  });
}

/** Accounts the busy web server looks at. */
async function someAccounts({ runtime }: BenchHouse): Promise<string[]> {
  const { rows } = await runtime.pool.query<{ id: string }>("select id from accounts limit 500");
  return rows.map(({ id }) => id);
}

const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });

function post(port: number, { path, headers, body }: Message): Promise<void> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        host: "127.0.0.1",
        port,
        path,
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        agent,
      },
      (response) => {
        response.resume();
        response.on("end", () =>
          response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
        );
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

/** As fast as 64 clients are answered. */
async function flood(port: number, all: readonly Message[]): Promise<number> {
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let message = all[next++]; message; message = all[next++]) await post(port, message);
    }),
  );
  return (all.length * 1_000) / (performance.now() - started);
}

/** At a steady rate, whatever the answers take: milliseconds from when each was due. */
async function steady(port: number, all: readonly Message[]): Promise<number[]> {
  const times: number[] = [];
  const started = performance.now();
  const under = all.map(async (message, at) => {
    const due = started + (at * 1_000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    await post(port, message);
    times.push(performance.now() - due);
  });
  await Promise.all(under);
  return times;
}

/** How many accounts the web server has shown. */
const looksOf = (web: ChildProcess): Promise<number> =>
  new Promise((resolve) => {
    web.once("message", (told: { looks: number }) => resolve(told.looks));
    web.send("looks");
  });

/**
 * Decisions over HTTP to the gateway in a process of its own: signature, limits, measures, counters, audit and durable
 * commit. Latency at 300 a second while a web server serves twenty people who open an account every second; throughput by 64
 * clients.
 * The baseline is a handler on the same server that does one insert and its commit; the bar is a `ratio` of 0.4 and a p99
 * of 25 ms.
 */
export const bench: Bench = async ({ house, n = 12_000, say }) => {
  await makeAccounts(house);
  const env = { DATABASE_URL: house.url, DATA_DIR: house.dataDir };
  const reader = await house.person("compliance-officer");
  const gateway = await start("decisions-gateway-worker", {
    ...env,
    GATEWAY_SECRET: TEST_GATEWAY_SECRET,
    POOL_SIZE: "6",
  });
  const port = gateway.said.port ?? 0;
  let web: ChildProcess | undefined;
  try {
    say("warming up");
    await flood(port, messages(house, ACCOUNTS, "/v1/decisions"));
    await flood(port, messages(house, 2_000, "/baseline"));
    const rounds: { ours: number; theirs: number }[] = [];
    for (let at = 1; at <= 3; at++) {
      const ours = await flood(port, messages(house, Math.ceil(n / 3), "/v1/decisions"));
      const theirs = await flood(port, messages(house, Math.ceil(n / 3), "/baseline"));
      say(`round ${at}: ours ${round(ours)}/s, one insert ${round(theirs)}/s`);
      rounds.push({ ours, theirs });
    }
    web = (
      await start("decisions-web-worker", {
        ...env,
        BENCH_PRINCIPAL: JSON.stringify(reader),
        BENCH_ACCOUNTS: (await someAccounts(house)).join(","),
      })
    ).child;
    const before = await looksOf(web);
    const times = await steady(port, messages(house, RATE * RATE_SECONDS, "/v1/decisions"));
    const looks = (await looksOf(web)) - before;
    const baseline = await steady(port, messages(house, RATE * 5, "/baseline"));
    const entries = await house.runtime.pool.query<{ n: number }>(
      "select count(*)::int as n from audit_entries where kind = 'limits.decision.record'",
    );
    const median = (pick: (one: (typeof rounds)[number]) => number) => percentile(rounds.map(pick), 0.5);
    return {
      name: "decisions",
      n,
      ours: {
        p50Ms: round(percentile(times, 0.5)),
        p95Ms: round(percentile(times, 0.95)),
        p99Ms: round(percentile(times, 0.99)),
        perSecond: round(median((one) => one.ours)),
      },
      baseline: {
        p50Ms: round(percentile(baseline, 0.5)),
        p99Ms: round(percentile(baseline, 0.99)),
        perSecond: round(median((one) => one.theirs)),
      },
      ratio: round(median((one) => one.ours / one.theirs)),
      memoryMB: await memoryOf(gateway.child),
      notes: {
        clients: CLIENTS,
        rate: RATE,
        looksPerSecond: round(looks / RATE_SECONDS),
        accounts: ACCOUNTS,
        durable: true,
        auditEntries: entries.rows[0]?.n ?? 0,
      },
    };
  } finally {
    web?.kill("SIGKILL");
    gateway.child.kill("SIGKILL");
  }
};
