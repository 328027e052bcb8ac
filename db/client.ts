import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/** The one handle through which a command or query touches the database. */
export type Tx = NodePgDatabase & { $client: pg.PoolClient };

// Dates stay text: a JavaScript Date would drag a zone into them.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

// A list of any length as a parameter would else be planned anew each time. Planned once means perhaps planned over tables
// still empty: by their indexes all the same.
const PLANNED_ONCE = " -c plan_cache_mode=force_generic_plan -c enable_seqscan=off";

/**
 * A pool of at most `size` connections. Statements and locks give up rather than hang. With `pipelined`, a connection sends
 * the next statement without waiting for the answer to the one before, and a statement kept by name is planned once: for
 * a process whose answers are waited for, which asks the same again and again.
 */
export function createPool(url: string, size = 20, { pipelined = false } = {}): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    pipeline: pipelined,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    application_name: "hegui",
    options: `-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC${pipelined ? PLANNED_ONCE : ""}`,
  });
  // A connection lost while idle is replaced at its next use; without a listener it would end the process.
  pool.on("error", () => undefined);
  // The same for one lost while it is held, between two statements: the next statement on it says so.
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

/** Wraps one checked-out connection for drizzle. */
export function asTx(client: pg.PoolClient): Tx {
  return drizzle({ client }) as Tx;
}
