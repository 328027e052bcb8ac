import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { env } from "@/env";
import { migrateJobs } from "./migrate-jobs";

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));
const LOCK = 4_120_250_601;

/**
 * Brings a database to the newest schema, the job queue's included. Safe when several processes start at once.
 * Refuses when fewer migrations are recorded than the journal holds: one was skipped for its timestamp.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: "hegui-migrate" });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await migrate(drizzle({ client }), { migrationsFolder: FOLDER });
    await migrateJobs(url);
    const journal = JSON.parse(await readFile(`${FOLDER}/meta/_journal.json`, "utf8")) as { entries: unknown[] };
    const { rows } = await client.query<{ n: number }>("select count(*)::int as n from drizzle.__drizzle_migrations");
    if (rows[0]?.n !== journal.entries.length) throw new Error("a migration was skipped: check the journal's order");
  } finally {
    await client.query("select pg_advisory_unlock_all()").catch(() => undefined);
    await client.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await migrateDatabase(env().DATABASE_URL);
}
