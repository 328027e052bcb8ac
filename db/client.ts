import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import pg from "pg";

/** The one handle through which a command or query touches the database. */
export type Tx = NodePgDatabase & { $client: pg.PoolClient };

// Dates stay text: a JavaScript Date would drag a zone into them.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** A pool of at most `size` connections. Statements and locks give up rather than hang. */
export function createPool(url: string, size = 20): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    allowExitOnIdle: true,
    application_name: "hegui",
    options: "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s -c TimeZone=UTC",
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
