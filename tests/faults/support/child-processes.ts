import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { vi } from "vitest";
import { TEST_CALLBACK_SECRET, TEST_WEBHOOK_SECRET } from "@/sandbox/testing";
import { newId } from "@/server/kernel/new-id";
import type { CoreHouse } from "./core-house";
import { kill } from "./kill";

/** Real processes of the house of a test; `close` kills whatever still runs. */
export function childProcesses(bench: () => CoreHouse) {
  const children: ChildProcess[] = [];
  const killed = new Set<ChildProcess>();
  const sessionsOf = new Map<ChildProcess, string>();
  /** What the dead had asked of the database goes on to its end there: gives when nothing of it comes any more. */
  const sessionsEnded = () =>
    vi.waitFor(
      async () => {
        const names = [...killed].flatMap((child) => sessionsOf.get(child) ?? []);
        const left = await bench().house.rows(
          "select from pg_stat_activity where datname = current_database() and application_name = any($1)",
          [names],
        );
        if (left.length > 0) throw new Error("a dead process's sessions go on");
      },
      { timeout: 60_000, interval: 20 },
    );
  function start(args: string[], env: Record<string, string> = {}): ChildProcess {
    const child = spawn(process.execPath, ["--import", "tsx", ...args], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LOG_LEVEL: "error", ...env },
    });
    children.push(child);
    return child;
  }
  return {
    start,
    /** The real worker, that finds the core at `coreUrl`; given once it works. */
    async worker(coreUrl: string): Promise<ChildProcess> {
      const { house } = bench();
      const url = new URL(house.url);
      const name = `worker-${newId()}`;
      url.searchParams.set("application_name", name);
      const worker = start(["worker.ts"], {
        DATABASE_URL: url.href,
        DATA_DIR: house.dataDir,
        CORE_URL: coreUrl,
        CORE_WEBHOOK_SECRET: TEST_WEBHOOK_SECRET,
        CORE_CALLBACK_SECRET: TEST_CALLBACK_SECRET,
        POOL_SIZE: "8",
        LOG_LEVEL: "info",
      });
      sessionsOf.set(worker, name);
      if (!worker.stdout) throw new Error("no output");
      let started = false;
      for await (const line of createInterface({ input: worker.stdout })) {
        started = line.includes('"outcome":"started"');
        if (started) break;
      }
      if (!started) throw new Error("the worker ended before it worked");
      worker.stdout.resume();
      return worker;
    },
    kill: (child: ChildProcess) => {
      killed.add(child);
      return kill(child);
    },
    stop: (child: ChildProcess) => kill(child, "SIGTERM"),
    /** The dead worker's last sign of life was an hour ago: the next worker frees its job at once. */
    async fellSilent(): Promise<void> {
      await sessionsEnded();
      await bench().house.rows(`insert into worker_heartbeats (worker_id, process_id, seen_at)
        select locked_by, gen_random_uuid(), now() - interval '1 hour' from graphile_worker._private_jobs where locked_by is not null
        on conflict (worker_id) do update set seen_at = excluded.seen_at`);
    },
    close: () => Promise.all(children.map((child) => kill(child))),
  };
}
