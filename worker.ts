import "@/server/kernel/lean-heap";
import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { makeWorkerUtils, type Runner, run, type TaskList, type WorkerEvents, type WorkerUtils } from "graphile-worker";
import { env } from "@/env";
import { sealAll } from "@/server/audit/sealer";
import { controlled, controlledLoop, watch } from "@/server/completeness/public";
import { relayNews } from "@/server/connections/handlers";
import { HANDLERS, SCHEDULES } from "@/server/handlers";
import { log, safeError } from "@/server/kernel/logger";
import { newId } from "@/server/kernel/new-id";
import { jobEnvelope } from "@/server/kernel/outbox";
import { type Runtime, runtime } from "@/server/kernel/runtime";
import { stopTracing, traced, underTrace } from "@/server/kernel/tracing";
import { serveMetrics } from "@/server/operations/metrics-door";

const HEARTBEAT_MS = 5_000;
const STALE_SECONDS = 30;
const SEAL_MS = 1_000;
const RELAY_MS = 1_000;
const WATCH_MS = 60_000;
const CONCURRENCY = 4;

const processId = randomUUID();

/** Every topic's handler as a job queue task, and every schedule. */
function tasks(own: Runtime, stopping: AbortSignal): TaskList {
  const list: TaskList = {};
  for (const handler of HANDLERS) {
    list[handler.topic] = async (raw, helpers) => {
      const envelope = jobEnvelope.parse(raw);
      const started = performance.now();
      const line = { topic: handler.topic, event_id: envelope.eventId, attempt: helpers.job.attempts };
      try {
        const context = {
          runtime: own,
          principal: { kind: "system", name: "system:worker", programmeId: envelope.programmeId },
          eventId: envelope.eventId,
          attempt: helpers.job.attempts,
          requestId: newId(),
          signal: stopping,
        } as const;
        await underTrace(envelope.trace, () =>
          traced("job", { topic: handler.topic }, () => handler.run(context, envelope.payload)),
        );
        log("info", "job", { ...line, outcome: "done", ms: Math.round(performance.now() - started) });
      } catch (error) {
        log("error", "job", {
          ...line,
          outcome: "failed",
          ms: Math.round(performance.now() - started),
          ...safeError(error),
        });
        throw new Error("job failed");
      }
    };
  }
  for (const schedule of SCHEDULES) {
    list[schedule.name] = () =>
      controlled(own, schedule.name, () => schedule.run({ runtime: own, requestId: newId(), signal: stopping }));
  }
  return list;
}

/** Says "alive" for this process's workers and frees the jobs of processes that fell silent. */
async function heartbeat(own: Runtime, utils: WorkerUtils, workerIds: ReadonlySet<string>): Promise<void> {
  await own.pool.query(
    `insert into worker_heartbeats (worker_id, process_id, seen_at) select unnest($1::text[]), $2, now()
     on conflict (worker_id) do update set seen_at = excluded.seen_at`,
    [[...workerIds], processId],
  );
  const { rows } = await own.pool.query<{ worker_id: string }>(
    "delete from worker_heartbeats where seen_at < now() - make_interval(secs => $1) returning worker_id",
    [STALE_SECONDS],
  );
  if (rows.length > 0) await utils.forceUnlockWorkers(rows.map((row) => row.worker_id));
}

/** Runs `work` again and again, `ms` after each end, until stopped. Failures are logged and tried again. */
function every(ms: number, name: string, stopping: AbortSignal, work: () => Promise<unknown>): Promise<void> {
  return (async () => {
    while (!stopping.aborted) {
      await work().catch((error: unknown) => log("error", name, safeError(error)));
      await sleep(ms, undefined, { signal: stopping }).catch(() => undefined);
    }
  })();
}

async function main(): Promise<void> {
  const own = await runtime();
  const stop = new AbortController();
  const utils = await makeWorkerUtils({ pgPool: own.pool });
  const workerIds = new Set<string>();
  // Listened to before the first worker exists: one that is not known by a heartbeat could not be given up for dead.
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
  const runner: Runner = await run({
    pgPool: own.pool,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    pollInterval: 1_000,
    taskList: tasks(own, stop.signal),
    events,
    crontab: SCHEDULES.map((schedule) => `${schedule.cron} ${schedule.name}`).join("\n"),
  });
  const loops = [
    every(HEARTBEAT_MS, "heartbeat", stop.signal, () => heartbeat(own, utils, workerIds)),
    every(
      SEAL_MS,
      "seal",
      stop.signal,
      controlledLoop(own, "audit-seal", () => sealAll(own)),
    ),
    every(
      RELAY_MS,
      "relay",
      stop.signal,
      controlledLoop(own, "connections-relay", () => relayNews(own)),
    ),
    every(
      WATCH_MS,
      "watch",
      stop.signal,
      controlledLoop(own, "completeness-watch", () => watch(own)),
    ),
  ];
  const scraped = serveMetrics(own, env().WORKER_METRICS_PORT);
  log("info", "worker", { outcome: "started" });

  const end = async () => {
    if (stop.signal.aborted) return;
    stop.abort();
    scraped?.close();
    await Promise.allSettled([runner.stop(), ...loops]);
    await own.pool.query("delete from worker_heartbeats where process_id = $1", [processId]).catch(() => undefined);
    await utils.release();
    await own.pool.end();
    await stopTracing();
    log("info", "worker", { outcome: "stopped" });
    process.exit(0);
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
  await runner.promise;
}

await main();
