import { type ChildProcess, spawn } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { kill } from "./support/kill";

let house: House;
const children: ChildProcess[] = [];

// Each test has a house of its own: the last word of a worker killed before would be taken for the next one's.
beforeEach(async () => {
  house = await openHouse();
});
afterEach(async () => {
  for (const child of children.splice(0)) await kill(child);
  await house.close();
});

function startWorker(): ChildProcess {
  const child = spawn(process.execPath, ["--import", "tsx", "worker.ts"], {
    env: { ...process.env, DATABASE_URL: house.url, DATA_DIR: house.dataDir, LOG_LEVEL: "silent" },
    stdio: "ignore",
  });
  children.push(child);
  return child;
}

const until = (check: () => Promise<boolean>) => vi.waitUntil(check, { timeout: 80_000, interval: 100 });

/** The job nobody has a hand for: schedules may put others beside it. */
const TASK = "(select id from graphile_worker._private_tasks where identifier = 'nobody-handles-this')";

describe("a worker", () => {
  it("is known by its heartbeat; once silent, its locked job is freed by another", async () => {
    const first = startWorker();
    await until(async () => (await house.rows("select from worker_heartbeats")).length > 0);
    const [heartbeat] = await house.rows<{ worker_id: string }>("select worker_id from worker_heartbeats limit 1");
    await kill(first);

    await house.pool.query("select graphile_worker.add_job('nobody-handles-this', '{}')");
    await house.pool.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where task_id = ${TASK}`,
      [heartbeat?.worker_id],
    );
    await house.pool.query("update worker_heartbeats set seen_at = now() - interval '1 hour'");

    startWorker();
    await until(async () => {
      const [job] = await house.rows<{ locked_by: string | null }>(
        `select locked_by from graphile_worker._private_jobs where task_id = ${TASK}`,
      );
      return job !== undefined && job.locked_by === null;
    });
  });

  it("leaves nothing of itself behind when told to stop", async () => {
    const worker = startWorker();
    await until(async () => (await house.rows("select from worker_heartbeats")).length > 0);
    const ended = new Promise<number | null>((resolve) => worker.once("exit", resolve));
    worker.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await house.rows("select from worker_heartbeats")).toHaveLength(0);
  });
});
