import type pg from "pg";
import { createPool } from "@/db/client";
import type { Calendar } from "@/domain/clocks/calendar";
import type { Rules } from "@/domain/rulebook/model";
import { env } from "@/env";
import { calendar, rules } from "@/server/rulebook/catalogue";
import { type Clock, systemClock } from "./clock";
import { type BlindIndex, blindIndex } from "./crypto/blind-index";
import { type KeyRing, openKeyRing } from "./crypto/key-ring";
import { configureLog } from "./logger";

/** What every command and query needs from the process. Tests build their own. */
export type Runtime = {
  readonly pool: pg.Pool;
  readonly keyRing: KeyRing;
  readonly blind: BlindIndex;
  readonly rules: Rules;
  readonly calendar: Calendar;
  readonly clock: Clock;
};

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiRuntime?: Promise<Runtime> };

/** The process's runtime, made from the environment at first use. A failed start is tried again at the next use. */
export function runtime(): Promise<Runtime> {
  configureLog(env().LOG_LEVEL);
  holder.heguiRuntime ??= createRuntime({
    databaseUrl: env().DATABASE_URL,
    dataDir: env().DATA_DIR,
    poolSize: env().POOL_SIZE,
  }).catch((error: unknown) => {
    holder.heguiRuntime = undefined;
    throw error;
  });
  return holder.heguiRuntime;
}

/** Builds a runtime on a database and a key ring. Refuses a missing ring when the database holds sealed data. */
export async function createRuntime(options: {
  databaseUrl: string;
  dataDir: string;
  poolSize?: number;
  clock?: Clock;
}): Promise<Runtime> {
  const pool = createPool(options.databaseUrl, options.poolSize);
  try {
    const { rows } = await pool.query<{ used: boolean }>(
      "select exists (select from subject_keys) or exists (select from totp_credentials) or exists (select from audit_heads) as used",
    );
    const keyRing = await openKeyRing({ dataDir: options.dataDir, create: rows[0]?.used === false });
    const blind = blindIndex(keyRing.blindKey());
    return { pool, keyRing, blind, rules: rules(), calendar: calendar(), clock: options.clock ?? systemClock };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
