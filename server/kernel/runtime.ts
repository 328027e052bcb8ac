import type pg from "pg";
import { createPool, type Tx } from "@/db/client";
import type { Calendar } from "@/domain/clocks/calendar";
import type { Rules } from "@/domain/rulebook/model";
import { env } from "@/env";
import { calendar, rules } from "@/server/rulebook/catalogue";
import { lawByProgramme } from "@/server/rulebook/console-law";
import type { Actor } from "./actor";
import { type Clock, systemClock } from "./clock";
import { type BlindIndex, blindIndex } from "./crypto/blind-index";
import { type KeyRing, openKeyRing } from "./crypto/key-ring";
import { kmsProtection } from "./crypto/kms";
import { plainText, type RingProtection } from "./crypto/ring-protection";
import { chooseSuite, type SuiteName } from "./crypto/suites";
import { configureLog } from "./logger";
import { metrics } from "./metrics";
import { startTracing } from "./tracing";

/** What every command and query needs from the process. Tests build their own. */
export type Runtime = {
  readonly pool: pg.Pool;
  readonly keyRing: KeyRing;
  readonly blind: BlindIndex;
  /** The rulebook and the calendar as the files give them. */
  readonly rules: Rules;
  readonly calendar: Calendar;
  /** The same with the changes a programme made on the console, kept by its revision. */
  readonly lawOf: (tx: Tx, actor: Pick<Actor, "programmeId" | "rulesRevision">) => Law | Promise<Law>;
  readonly clock: Clock;
  /** How long a caller waits for one statement and one lock; the house's patience unless said. */
  readonly patience?: { readonly statementMs: number; readonly lockMs: number };
};

/** What decides. */
export type Law = { readonly rules: Rules; readonly calendar: Calendar };

// Kept on the global object: the web server bundles this module more than once.
const holder = globalThis as { heguiRuntime?: Promise<Runtime> };

/**
 * The process's runtime, made from the environment at first use. A failed start is tried again at the next use.
 * `pipelined`: as `createPool` says.
 */
export function runtime({ pipelined = false } = {}): Promise<Runtime> {
  configureLog(env().LOG_LEVEL);
  startTracing(env().OTEL_EXPORTER_OTLP_ENDPOINT);
  // Made before the first command, so that none goes uncounted.
  if (env().METRICS_TOKEN !== "" || env().WORKER_METRICS_PORT !== 0) metrics();
  holder.heguiRuntime ??= createRuntime({
    databaseUrl: env().DATABASE_URL,
    dataDir: env().DATA_DIR,
    poolSize: env().POOL_SIZE,
    pipelined,
    protection: ringProtection(),
    suite: env().CRYPTO_SUITE,
  }).catch((error: unknown) => {
    holder.heguiRuntime = undefined;
    throw error;
  });
  return holder.heguiRuntime;
}

/** How the environment says the key ring is guarded. Refuses `kms` without saying where, which key and by what right. */
export function ringProtection(): RingProtection {
  const { KEY_RING, KMS_URL: url, KMS_KEY_ID: keyId, KMS_TOKEN: token } = env();
  if (KEY_RING === "file") return plainText;
  if (!url || !keyId || !token) throw new Error("KEY_RING=kms needs KMS_URL, KMS_KEY_ID and KMS_TOKEN");
  return kmsProtection({ url, keyId, token });
}

/** Builds a runtime on a database and a key ring. Refuses a missing ring when the database holds sealed data. */
export async function createRuntime(options: {
  databaseUrl: string;
  dataDir: string;
  poolSize?: number;
  pipelined?: boolean;
  clock?: Clock;
  protection?: RingProtection;
  suite?: SuiteName;
}): Promise<Runtime> {
  if (options.suite) chooseSuite(options.suite);
  const pool = createPool(options.databaseUrl, options.poolSize, options);
  try {
    const { rows } = await pool.query<{ used: boolean }>(
      "select exists (select from subject_keys) or exists (select from totp_credentials) or exists (select from audit_heads) as used",
    );
    const keyRing = await openKeyRing({
      dataDir: options.dataDir,
      create: rows[0]?.used === false,
      protection: options.protection,
    });
    const blind = blindIndex(keyRing.blindKey());
    const law = { rules: rules(), calendar: calendar(), lawOf: lawByProgramme() };
    return { pool, keyRing, blind, ...law, clock: options.clock ?? systemClock };
  } catch (error) {
    await pool.end();
    throw error;
  }
}
