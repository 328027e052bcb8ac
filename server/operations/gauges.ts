import type { Metrics } from "@/server/kernel/metrics";
import type { Runtime } from "@/server/kernel/runtime";

const SEAL_COUNT_LIMIT = 10_001;
const ALIVE_SECONDS = 30;

const JOBS = `select case when locked_at is not null then 'locked' when attempts >= max_attempts then 'dead'
    when attempts > 0 then 'retrying' else 'ready' end as kind, count(*)::int as n,
    coalesce(max(extract(epoch from now() - run_at)) filter (where locked_at is null and attempts < max_attempts and run_at <= now()), 0)::float8 as age
  from graphile_worker.jobs group by 1`;
const ITEMS =
  "select kind, count(*)::int as n from work_items where state = 'open' and clearance = 'general' group by 1";
const SINGLE = `select (select count(*)::int from (select from audit_entries e
      where not exists (select from audit_leaves l where l.entry_id = e.id) limit ${SEAL_COUNT_LIMIT}) as waiting) as unsealed,
    (select count(*)::int from clocks where state = 'running' and due_at <= now()) as late,
    (select count(*)::int from worker_heartbeats where seen_at > now() - interval '${ALIVE_SECONDS} seconds') as workers`;

/**
 * Reads how the house stands, past the programmes' fences, into the gauges: counts only. What suspicion touches is left
 * out, whoever scrapes. Throws what the database throws.
 */
export async function readGauges({ pool }: Pick<Runtime, "pool">, { gauges }: Metrics): Promise<void> {
  const [jobs, items, single] = await Promise.all([
    pool.query<{ kind: string; n: number; age: number }>(JOBS),
    pool.query<{ kind: string; n: number }>(ITEMS),
    pool.query<{ unsealed: number; late: number; workers: number }>(SINGLE),
  ]);
  const jobGauge = gauges.hegui_jobs;
  for (const kind of ["ready", "locked", "retrying", "dead"]) {
    jobGauge.set({ kind }, jobs.rows.find((row) => row.kind === kind)?.n ?? 0);
  }
  gauges.hegui_oldest_job_seconds.set(Math.max(0, ...jobs.rows.map(({ age }) => age)));
  gauges.hegui_open_items.reset();
  for (const { kind, n } of items.rows) gauges.hegui_open_items.set({ kind }, n);
  const [row] = single.rows;
  gauges.hegui_unsealed_entries.set(row?.unsealed ?? 0);
  gauges.hegui_late_clocks.set(row?.late ?? 0);
  gauges.hegui_workers.set(row?.workers ?? 0);
  gauges.hegui_pool_connections.set({ kind: "total" }, pool.totalCount);
  gauges.hegui_pool_connections.set({ kind: "idle" }, pool.idleCount);
  gauges.hegui_pool_connections.set({ kind: "waiting" }, pool.waitingCount);
}
