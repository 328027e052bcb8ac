import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed, execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import { defineTopic } from "@/server/kernel/outbox";
import { type Bench, percentile, round, watchMemory } from "./bench";
import type { BenchHouse } from "./database";

const CLIENTS = 16;
const ROWS = 2_000;

const touched = defineTopic({ topic: "bench.touched", clearance: "general", payload: z.object({ id: z.uuid() }) });

/** The shape of an ordinary command: lock a row, look, change it, one audit entry, one piece of news. */
const touch = command({
  name: "reports.large-value.check",
  permission: "reports.large-value.check",
  input: z.object({ id: z.uuid() }),
  subject: ({ id }) => ({ type: "account", id }),
  async handle({ tx, now }, { id }) {
    const { rows } = await tx.execute<{ version: number }>(
      sql`select version from customers where id = ${id} for update`,
    );
    if (!rows[0]) return refuse("kernel.subject.not-found");
    await tx.execute(
      sql`update customers set version = version + 1, created_at = ${now}::timestamptz where id = ${id}`,
    );
    return committed({
      result: { version: rows[0].version + 1 },
      audit: [{ kind: "reports.large-value.check", subject: { type: "account", id } }],
      events: [touched({ id })],
    });
  },
});

async function makeRows(house: BenchHouse): Promise<string[]> {
  const ids = Array.from({ length: ROWS }, () => newId() as string);
  await house.runtime.pool.query(
    `insert into customers (id, programme_id, legal_entity_id, number, party_id, kind, since, status, created_at)
     select id, $2, $3, 'B-' || n, id, 'person', '2026-01-01', 'active', now() from unnest($1::uuid[]) with ordinality as t (id, n)`,
    [ids, house.programme.programmeId, house.programme.legalEntityId],
  );
  return ids;
}

/** Runs `work` from 16 clients for `n` calls. */
async function drive(
  n: number,
  work: (client: number, call: number) => Promise<void>,
): Promise<{ perSecond: number; p95Ms: number }> {
  const times: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      for (let call = next++; call < n; call = next++) {
        const begun = performance.now();
        await work(client, call);
        times.push(performance.now() - begun);
      }
    }),
  );
  return { perSecond: round((n * 1000) / (performance.now() - started)), p95Ms: round(percentile(times, 0.95)) };
}

/** The same change by hand: the statements the command needs, with nothing around them. */
async function bare(house: BenchHouse, ids: readonly string[], n: number) {
  const { programmeId, legalEntityId } = house.programme;
  return drive(n, async (_client, call) => {
    const id = ids[call % ids.length];
    const connection = await house.runtime.pool.connect();
    try {
      await connection.query("begin");
      await connection.query("select version from customers where id = $1 for update", [id]);
      await connection.query("update customers set version = version + 1, created_at = now() where id = $1", [id]);
      await connection.query(
        `insert into idempotency_keys (programme_id, actor_id, command, key, request_hash, result, created_at)
         values ($1, 'bare', 'touch', $2, '\\x00', '{}', now())`,
        [programmeId, newId()],
      );
      await connection.query("select enqueue_job('bench.touched', $1::json, null, null)", [JSON.stringify({ id })]);
      await connection.query(
        `insert into audit_entries (id, programme_id, legal_entity_id, log, clearance, at, actor_id, kind, outcome, subject_type, subject_id, leaf)
         values ($1, $2, $3, 'bench.general', 'general', now(), 'bare', 'touch', 'committed', 'account', $4, $5)`,
        [newId(), programmeId, legalEntityId, id, JSON.stringify({ basis: [], fill: "x".repeat(470) })],
      );
      await connection.query("commit");
    } finally {
      connection.release();
    }
  });
}

/** Worker and sealer in a process of their own, as in the house. */
function startWorker(house: BenchHouse): ChildProcess {
  const file = fileURLToPath(new URL("./commands-worker.ts", import.meta.url));
  return spawn(process.execPath, ["--import", "tsx", file], {
    env: { ...process.env, DATABASE_URL: house.url, DATA_DIR: house.dataDir, LOG_LEVEL: "error" },
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/**
 * Committed commands a second, 16 clients in process, audit and outbox included, worker and sealer running.
 * `ratio` is ours to the bare SQL; higher is better, the bar is 0.5 and 400 a second.
 */
export const bench: Bench = async ({ house, n = 6_000, say }) => {
  const ids = await makeRows(house);
  const people = await Promise.all(Array.from({ length: CLIENTS }, () => house.person("compliance-officer")));
  const worker = startWorker(house);
  try {
    const ours = async (count: number) =>
      drive(count, async (client, call) => {
        const principal = people[client];
        const id = ids[call % ids.length];
        if (!principal) throw new Error("no client");
        const outcome = await execute(house.runtime, touch, {
          principal,
          input: { id },
          key: newId(),
          requestId: newId(),
        });
        if (!outcome.ok) throw new Error(outcome.code);
      });
    say("warming up");
    await ours(500);
    await bare(house, ids, 500);
    const memory = watchMemory();
    const rounds: { ours: number; bare: number; p95Ms: number }[] = [];
    for (let round = 1; round <= 3; round++) {
      const mine = await ours(Math.ceil(n / 3));
      const theirs = await bare(house, ids, Math.ceil(n / 3));
      say(`round ${round}: ours ${mine.perSecond}/s, bare SQL ${theirs.perSecond}/s`);
      rounds.push({ ours: mine.perSecond, bare: theirs.perSecond, p95Ms: mine.p95Ms });
    }
    const median = (pick: (r: (typeof rounds)[number]) => number) => percentile(rounds.map(pick), 0.5);
    return {
      name: "commands",
      n,
      ours: { perSecond: median((r) => r.ours), p95Ms: median((r) => r.p95Ms) },
      baseline: { perSecond: median((r) => r.bare) },
      ratio: round(median((r) => r.ours / r.bare)),
      memoryMB: memory.stop().peakMB,
    };
  } finally {
    worker.kill("SIGKILL");
  }
};
