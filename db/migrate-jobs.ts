import { runMigrations } from "graphile-worker";
import { createPool } from "./client";

/** Brings the job queue's own tables to the newest of its versions. */
export async function migrateJobs(url: string): Promise<void> {
  const pool = createPool(url, 2);
  try {
    await runMigrations({ pgPool: pool });
  } finally {
    await pool.end();
  }
}
