import { createHash } from "node:crypto";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { migrateJobs } from "./migrate-jobs";

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

type Journal = { readonly entries: readonly { readonly tag: string }[] };

/** How many migrations of this program made a schema with these hashes; undefined for one that it does not know. */
export async function versionOf(hashes: readonly string[], folder = FOLDER): Promise<number | undefined> {
  const { entries } = await journalOf(folder);
  const known = await Promise.all(
    entries.map(async ({ tag }) => sha256(await readFile(join(folder, `${tag}.sql`), "utf8"))),
  );
  return hashes.every((hash, at) => hash === known[at]) ? hashes.length : undefined;
}

/** Empties a database that holds nothing, and makes the schema of an earlier version in it, the job queue's included. */
export async function remakeSchema(url: string, version: number, folder = FOLDER): Promise<void> {
  const cut = await mkdtemp(join(tmpdir(), "hegui-schema-"));
  const client = new pg.Client({ connectionString: url, application_name: "hegui-restore" });
  await client.connect();
  try {
    await client.query("drop schema if exists graphile_worker cascade; drop schema if exists drizzle cascade");
    await client.query("drop schema public cascade; create schema public; grant usage on schema public to public");
    await cp(folder, cut, { recursive: true });
    const journal = await journalOf(folder);
    const entries = journal.entries.slice(0, version);
    await writeFile(join(cut, "meta", "_journal.json"), JSON.stringify({ ...journal, entries }));
    await migrate(drizzle({ client }), { migrationsFolder: cut });
    await migrateJobs(url);
  } finally {
    await client.end();
    await rm(cut, { recursive: true, force: true });
  }
}

const journalOf = async (folder: string) =>
  JSON.parse(await readFile(join(folder, "meta", "_journal.json"), "utf8")) as Journal;

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
