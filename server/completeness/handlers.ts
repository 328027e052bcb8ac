import { DAYS_KEPT, RUNS_KEPT_DAYS } from "@/domain/completeness/policy";
import type { ScheduledJob } from "@/server/kernel/jobs";
import type { Runtime } from "@/server/kernel/runtime";
import { configuredReceivers } from "./adapters/anchor-targets";
import { coreStatements } from "./adapters/core-statements";
import { anchorHeads } from "./anchor";
import { tieDays } from "./tie-days";

/** Lets old runs go, and much later the totals of their days. Gives how many rows went. */
export async function pruneRuns({ pool, clock }: Pick<Runtime, "pool" | "clock">): Promise<number> {
  const runs = await pool.query(
    "delete from control_runs where ended_at < $1::timestamptz - make_interval(days => $2)",
    [clock(), RUNS_KEPT_DAYS],
  );
  const days = await pool.query(
    "delete from control_days where on_date < ($1::timestamptz at time zone 'Asia/Shanghai')::date - $2::int",
    [clock(), DAYS_KEPT],
  );
  return (runs.rowCount ?? 0) + (days.rowCount ?? 0);
}

export const completenessSchedules: readonly ScheduledJob[] = [
  { name: "completeness-anchor", cron: "7 * * * *", run: ({ runtime }) => anchorHeads(runtime, configuredReceivers()) },
  {
    name: "completeness-tie-out",
    cron: "*/30 * * * *",
    run: ({ runtime, requestId, signal }) => tieDays(runtime, coreStatements(), { requestId, signal }),
  },
  { name: "completeness-prune", cron: "41 19 * * *", run: ({ runtime }) => pruneRuns(runtime) },
];
