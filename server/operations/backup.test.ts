import { appendFile, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { sealEverything } from "@/server/audit/testing";
import { auditInsert } from "@/server/kernel/audit/append";
import { keyRingPath } from "@/server/kernel/crypto/key-ring";
import { eraseKeys } from "@/server/kernel/erasure";
import { createRuntime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { type BackupHouse, BLOB, NAME, openBackupHouse, rowsOf, tablesIn, WHO } from "@/tests/support/backup-house";
import { writeErasures } from "./backup";
import { runDrill } from "./drill";
import type { RunProblem } from "./failure";

let own: BackupHouse;
beforeAll(async () => {
  own = await openBackupHouse();
});
afterAll(() => own.house.close());
beforeEach(() => own.fresh());
afterEach(() => own.wipe());

const problem = (code: RunProblem["code"]) => expect.objectContaining({ name: "RunProblem", code });

describe("a backup", () => {
  it("keeps data and keys apart, for the owner alone, and leaves no half-made archive", async () => {
    const { manifest } = await own.backup();
    const walk = await readdir(own.at(), { recursive: true, withFileTypes: true });
    for (const entry of walk) {
      const { mode } = await stat(join(entry.parentPath, entry.name));
      expect([entry.name, mode & 0o077]).toEqual([entry.name, 0]);
    }
    expect((await readdir(own.at())).sort()).toEqual(["data", "keys"]);
    expect(manifest.tables.map(({ name }) => name)).not.toContain("subject_keys");
    const keyFiles = (await readdir(own.at("keys"), { recursive: true })).sort();
    expect(keyFiles).toEqual(
      expect.arrayContaining(["erasures.jsonl", "keys/key-ring.json", "manifest.json", "tables/subject_keys.copy.gz"]),
    );
    const ring = await readFile(keyRingPath(own.house.dataDir), "utf8");
    const { blind } = JSON.parse(ring) as { blind: string };
    for (const file of ["manifest.json", "files.jsonl"]) {
      expect(await readFile(own.at("data", file), "utf8")).not.toContain(blind);
    }
  });

  it("refuses a directory that exists, and keys inside the data", async () => {
    await mkdir(own.at("data"));
    await expect(own.backup()).rejects.toThrow("exists already");
    await rm(own.at("data"), { recursive: true });
    await expect(own.backup({ keysOut: own.at("data", "keys") })).rejects.toThrow("different directories");
    expect(await readdir(own.at())).toEqual([]);
  });
});

describe("a restored house", () => {
  it("is the one that was backed up: every row, file, number and key; people sign in anew; the log goes on", async () => {
    await own.backup();
    await own.withEmpty(async (url) => {
      const result = await own.restore(url);
      expect(result).toMatchObject({ files: 1, erasedAgain: 0 });
      expect(result.auditEntries).toBeGreaterThan(0);
      expect(result.keysOpened).toBeGreaterThan(30);
      const dataDir = own.at("restored");
      expect(await readFile(join(dataDir, "files", "ab", "blob"), "utf8")).toBe(BLOB);
      expect(await rowsOf(url, "select 1 from sessions where revoked_at is null")).toEqual([]);
      const jobs = (from: string) =>
        rowsOf(
          from,
          `select t.identifier, j.payload::text as payload from graphile_worker._private_jobs j
           join graphile_worker._private_tasks t on t.id = j.task_id order by 1, 2`,
        );
      expect(await jobs(url)).toEqual(await jobs(own.house.url));
      expect((await jobs(url)).length).toBeGreaterThan(1);
      const sequence = "select last_value::text as n from number_customer";
      expect(await rowsOf(url, sequence)).toEqual(await rowsOf(own.house.url, sequence));

      const other = await createRuntime({ databaseUrl: url, dataDir, poolSize: 4, clock: own.house.clock.now });
      try {
        expect(await own.reading(other)).toBe(NAME);
        const waiting =
          "select count(*)::int as n from audit_entries e where not exists (select from audit_leaves l where l.entry_id = e.id)";
        const [before] = await rowsOf(url, waiting);
        expect(Number(before?.n)).toBeGreaterThan(0);
        await inScope(other, own.house.system("system:worker"), "write", async ({ tx, actor, now }) => {
          const event = { kind: "operations.run.record", subject: { type: "maintenance-run", id: "x" } } as const;
          await tx.execute(auditInsert([event], { actor, now, requestId: "r", outcome: "committed" }));
          return { keep: true, value: null };
        });
        // What waited to be sealed, and what the restored house wrote since, in that order.
        expect(await sealEverything(other)).toBe(Number(before?.n) + 1);
        expect(await rowsOf(url, waiting)).toEqual([{ n: 0 }]);
        const [last] = await rowsOf(
          url,
          "select e.kind from audit_leaves l join audit_entries e on e.id = l.entry_id where l.log = 'pay.general' order by leaf_index desc limit 1",
        );
        expect(last).toEqual({ kind: "operations.run.record" });
      } finally {
        await other.pool.end();
      }
    });
  });

  it("keeps erased what was erased after the backup, and refuses to guess", async () => {
    await own.backup();
    const ledger = own.at("later.jsonl");
    const old = own.at("old.jsonl");
    await cp(own.at("keys", "erasures.jsonl"), old);
    own.house.clock.set("2026-10-10T09:00:00+08:00");
    const erased = await inScope(own.house.runtime, own.house.system("system:worker"), "write", async (scope) => ({
      keep: true,
      value: await eraseKeys(scope, { subjectType: "customer", subjectId: WHO, retentionClass: "identity" }),
    }));
    expect(erased).toBe(1);
    await writeErasures(own.house.runtime, ledger);
    await expect(own.house.pool.query("delete from erasures")).rejects.toThrow("append-only");

    await own.withEmpty(async (url) => {
      await rename(ledger, `${ledger}.away`);
      await expect(own.restore(url, { erasures: { file: ledger } })).rejects.toEqual(problem("erasures-missing"));
      await rename(`${ledger}.away`, ledger);
      const result = await own.restore(url, { erasures: { file: ledger } });
      expect(result.erasedAgain).toBe(1);
      const gone =
        "select 1 from subject_keys where subject_id = $1 union all select 1 from blind_index where subject_id = $1";
      expect(await rowsOf(url, gone, [WHO])).toEqual([]);
      expect(await rowsOf(url, "select subject_id from erasures")).toEqual([{ subject_id: WHO }]);
      const runtime = await createRuntime({ databaseUrl: url, dataDir: own.at("restored"), poolSize: 2 });
      expect(await own.reading(runtime)).toBeNull();
      await runtime.pool.end();
    });
    // A ledger older than a backup cannot speak for the time since.
    await rm(own.at("data"), { recursive: true });
    await rm(own.at("keys"), { recursive: true });
    await own.backup();
    await own.withEmpty(async (url) => {
      await expect(own.restore(url, { erasures: { file: old } })).rejects.toThrow(/before the backup/);
      await appendFile(ledger, "{}\n");
      await expect(own.restore(url, { erasures: { file: ledger } })).rejects.toEqual(problem("archive-changed"));
      expect(await tablesIn(url)).toBe(0);
    });
  });

  it("is refused where data are, and where another house's key ring lies", async () => {
    await own.backup();
    await expect(own.restore(own.house.url)).rejects.toEqual(problem("target-not-empty"));
    await own.withEmpty(async (url) => {
      const dataDir = own.at("other");
      await mkdir(join(dataDir, "keys"), { recursive: true, mode: 0o700 });
      await writeFile(keyRingPath(dataDir), "{}", { mode: 0o600 });
      await expect(own.restore(url, { dataDir })).rejects.toThrow("another house's key ring");
      expect(await tablesIn(url)).toBe(0);
    });
  });
});

describe("a drill", () => {
  it("backs up, restores, compares, verifies and opens a sample, and leaves nothing behind", async () => {
    const before = await rowsOf(own.house.url, "select datname from pg_database order by 1");
    const result = await runDrill({
      runtime: own.house.runtime,
      databaseUrl: own.house.url,
      dataDir: own.house.dataDir,
      filesOnDisk: true,
    });
    expect(result.valuesOpened).toBeGreaterThan(0);
    expect(result.auditEntries).toBeGreaterThan(0);
    expect(result.rows).toBeGreaterThan(100);
    expect((await readdir(own.house.dataDir)).filter((name) => name.startsWith("drill-"))).toEqual([]);
    const after = await rowsOf(own.house.url, "select datname from pg_database order by 1");
    expect(after.filter(({ datname }) => String(datname).includes("drill"))).toEqual([]);
    expect(after.length).toBeLessThanOrEqual(before.length + 4);
  });
});
