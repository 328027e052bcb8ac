import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import pg from "pg";
import { sealEverything } from "@/server/audit/testing";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope } from "@/server/kernel/scope";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { makeBackup } from "@/server/operations/backup";
import { rotateKey } from "@/server/operations/commands/rotate-key";
import { type RestoreRequest, restoreBackup } from "@/server/operations/restore";
import { importFile, openBatch, paysimFile, paysimLine } from "@/tests/support/import-files";

/** Of whom one value is sealed, and which. */
export const WHO = "0199a3b2-7c10-7d4e-9b1a-00000000abcd";
export const NAME = "backup-test-name";
export const BLOB = "the sealed bytes of a file";
const PLACE = { table: "customers", column: "name_sealed", rowId: WHO };

/**
 * A house worth backing up: transactions, a sealed name, sealed entries and one that waits, jobs, a file of evidence. With a
 * new folder for archives at each `fresh()`.
 */
export async function openBackupHouse() {
  const house = await openHouse();
  const sealedName = await fill(house);
  let folder = "";
  const at = (...parts: string[]) => join(folder, ...parts);

  async function withEmpty<T>(work: (url: string) => Promise<T>): Promise<T> {
    const name = `t_restore_${newId().replaceAll("-", "")}`;
    await house.pool.query(`create database ${name}`);
    const url = new URL(house.url);
    url.pathname = `/${name}`;
    try {
      return await work(url.toString());
    } finally {
      await house.pool.query(`drop database ${name} with (force)`);
    }
  }

  return {
    house,
    at,
    withEmpty,
    fresh: async () => {
      folder = await mkdtemp(join(tmpdir(), "hegui-backup-test-"));
    },
    wipe: () => rm(folder, { recursive: true, force: true }),
    backup: (over: object = {}) =>
      makeBackup({
        runtime: house.runtime,
        databaseUrl: house.url,
        dataDir: house.dataDir,
        out: at("data"),
        keysOut: at("keys"),
        filesOnDisk: true,
        ...over,
      }),
    restore: (databaseUrl: string, over: Partial<RestoreRequest> = {}) =>
      restoreBackup({
        from: at("data"),
        keys: at("keys"),
        erasures: "none-later",
        databaseUrl,
        dataDir: at("restored"),
        ...over,
      }),
    /** The sealed name, as some process of a house reads it. */
    reading: (runtime: Runtime) =>
      inScope(runtime, house.system("system:worker"), "read", async ({ vault }) => ({
        keep: false,
        value: await vault.open(PLACE, sealedName),
      })),
  };
}

export type BackupHouse = Awaited<ReturnType<typeof openBackupHouse>>;

async function fill(house: House): Promise<Buffer> {
  const rows = Array.from({ length: 30 }, (_, i) =>
    paysimLine({ from: `C${i}`, to: `M${i % 3}`, amount: `${i + 1}.00` }),
  );
  await importFile(house, paysimFile(rows));
  const sealedName = await inScope(
    house.runtime,
    house.system("system:worker"),
    "write",
    async ({ vault, actor, tx }) => {
      const sealed = await vault.seal({ type: "customer", id: WHO, retentionClass: "identity" }, PLACE, NAME);
      await tx.execute(sql`insert into blind_index
        (programme_id, legal_entity_id, kind, value, subject_type, subject_id, retention_class)
        values (${actor.programmeId}, ${actor.legalEntityId}, 'name', ${vault.blind("name", NAME)}, 'customer', ${WHO}, 'identity')`);
      return { keep: true, value: sealed };
    },
  );
  await sealEverything(house.runtime);
  const administrator = house.as("administrator");
  await house.stepUp(administrator);
  await house.run(rotateKey, {}, { as: administrator });
  await openBatch(house, paysimFile([paysimLine({ from: "C900" })]));
  await mkdir(join(house.dataDir, "files", "ab"), { recursive: true });
  await writeFile(join(house.dataDir, "files", "ab", "blob"), BLOB);
  return sealedName;
}

/** Rows of a statement in any database. */
export async function rowsOf(
  url: string,
  statement: string,
  values: unknown[] = [],
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement, values)).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
}

/** How many tables and the like a database has: none, before anything was done to it. */
export async function tablesIn(url: string): Promise<number> {
  const [row] = await rowsOf(
    url,
    "select count(*)::int as n from pg_class where relnamespace = 'public'::regnamespace",
  );
  return Number(row?.n);
}
