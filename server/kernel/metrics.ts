import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type LogFields, observeEvents } from "./logger";

/** Seconds; from a cached answer to a page that somebody gives up on. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Which measured thing an event of the log is, and which of its fields name it. */
const MEASURED: Readonly<Record<string, string>> = { command: "name", query: "name", job: "topic", schedule: "name" };

export type Metrics = { readonly registry: Registry; readonly gauges: Readonly<Record<GaugeName, Gauge<"kind">>> };

const GAUGES = {
  hegui_jobs: "Jobs by state: ready, locked, retrying, dead",
  hegui_oldest_job_seconds: "Age of the oldest job that may run",
  hegui_unsealed_entries: "Audit entries not yet sealed, counted up to 10,001",
  hegui_open_items: "Open work items by kind, of all programmes together",
  hegui_late_clocks: "Running clocks past their due moment",
  hegui_workers: "Worker loops that said alive within the last half minute",
  hegui_pool_connections: "Database connections of this process: total, idle, waiting",
} as const;
type GaugeName = keyof typeof GAUGES;

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiMetrics?: Metrics };

/**
 * The process's metrics, made at first use; from then on every event of the log counts. Labels are names and codes of
 * the program, never ids or what people typed.
 */
export function metrics(): Metrics {
  holder.heguiMetrics ??= create();
  return holder.heguiMetrics;
}

function create(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: "hegui_duration_seconds",
    help: "Time taken by commands, queries, jobs and schedules",
    labelNames: ["event", "name", "outcome"],
    buckets: BUCKETS,
    registers: [registry],
  });
  const refusals = new Counter({
    name: "hegui_refusals_total",
    help: "Commands refused, by code",
    labelNames: ["code"],
    registers: [registry],
  });
  const failures = new Counter({
    name: "hegui_failures_total",
    help: "Errors nobody foresaw, by where they came up",
    labelNames: ["event"],
    registers: [registry],
  });
  observeEvents((level, event, fields) => {
    if (level === "error") failures.inc({ event });
    const named = MEASURED[event];
    if (named === undefined) return;
    const outcome = text(fields.outcome);
    if (typeof fields.ms === "number") seconds.observe({ event, name: text(fields[named]), outcome }, fields.ms / 1000);
    if (event === "command" && outcome === "refused") refusals.inc({ code: text(fields.code) });
  });
  const gauges = Object.fromEntries(
    Object.entries(GAUGES).map(([name, help]) => [
      name,
      new Gauge({ name, help, labelNames: ["kind"] as const, registers: [registry] }),
    ]),
  ) as unknown as Metrics["gauges"];
  return { registry, gauges };
}

const text = (value: LogFields[string]) => (typeof value === "string" ? value : "unknown");
