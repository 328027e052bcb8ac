import type pg from "pg";
import { migrateDatabase } from "@/db/migrate";

const UNFINISHED = "demo data: unfinished";

/** Notes that demo data is being made, where it outlives a kill. */
export async function markUnfinished(pool: pg.Pool): Promise<void> {
  await pool.query(`comment on schema public is '${UNFINISHED}'`);
}

/** Takes the note away: the demo data is whole. */
export async function markFinished(pool: pg.Pool): Promise<void> {
  await pool.query("comment on schema public is null");
}

/**
 * Empties a database in which making demo data was cut short, so that it can begin again. Nobody else's work can be in
 * it: the console does not start before the note is gone. Gives whether it was so.
 */
export async function clearUnfinished(pool: pg.Pool, databaseUrl: string): Promise<boolean> {
  const { rows } = await pool.query<{ note: string | null }>(
    "select obj_description('public'::regnamespace, 'pg_namespace') as note",
  );
  if (rows[0]?.note !== UNFINISHED) return false;
  await pool.query("drop schema public cascade");
  await pool.query("create schema public");
  await pool.query("drop schema if exists drizzle, graphile_worker cascade");
  await migrateDatabase(databaseUrl);
  return true;
}
