import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealEverything } from "@/server/audit/testing";
import { newId } from "@/server/kernel/new-id";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { makeBackup } from "@/server/operations/backup";
import { restoreBackup } from "@/server/operations/restore";
import { importFile, paysimFile, paysimLine } from "@/tests/support/import-files";

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), "hegui-restore-killed-"));
  await importFile(house, paysimFile([paysimLine({ from: "C1" }), paysimLine({ from: "C2" })]));
  await sealEverything(house.runtime);
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

/** No row in the database, looked at once the server has let go of the killed client: until then its locks stand. */
async function expectNothing(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const left = () =>
      client.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'hegui-restore'",
      );
    await expect.poll(async () => (await left()).rowCount, { timeout: 60_000 }).toBe(0);
    for (const table of ["customers", "people", "audit_entries", "subject_keys"]) {
      expect((await client.query(`select 1 from ${table}`)).rowCount).toBe(0);
    }
  } finally {
    await client.end();
  }
}

describe("a restore that is killed", () => {
  it.each(["customers: ", "work_items: "])("at %s leaves no row behind, and is simply run again", async (stopAt) => {
    const id = newId().replaceAll("-", "");
    const [from, keys] = [join(folder, `data-${id}`), join(folder, `keys-${id}`)];
    await makeBackup({
      runtime: house.runtime,
      databaseUrl: house.url,
      dataDir: house.dataDir,
      out: from,
      keysOut: keys,
      filesOnDisk: true,
    });
    await house.pool.query(`create database t_killed_${id}`);
    const url = new URL(house.url);
    url.pathname = `/t_killed_${id}`;
    const request = { from, keys, databaseUrl: url.toString(), dataDir: join(folder, `restored-${id}`) };
    try {
      const child = spawn(
        process.execPath,
        ["--import", "tsx", "tests/faults/support/restore-child.ts", JSON.stringify({ ...request, stopAt })],
        { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, LOG_LEVEL: "silent" } },
      );
      const exited = once(child, "exit");
      let reached = false;
      for await (const line of createInterface({ input: child.stdout })) {
        reached = line === "standing still";
        if (reached) break;
      }
      expect(reached).toBe(true);
      child.kill("SIGKILL");
      await exited;
      await expectNothing(url.toString());
      const result = await restoreBackup({ ...request, erasures: "none-later" });
      expect(result.auditEntries).toBeGreaterThan(0);
    } finally {
      await house.pool.query(`drop database t_killed_${id} with (force)`);
    }
  });
});
