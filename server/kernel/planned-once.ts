import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import type { Tx } from "@/db/client";
import { sha256Hex } from "./crypto/sha256";

const dialect = new PgDialect();

/** Moments and days stay text, as in every other statement. */
const types = {
  getTypeParser: (id: number, format?: "text" | "binary") =>
    id === pg.types.builtins.TIMESTAMPTZ || id === pg.types.builtins.TIMESTAMP || id === pg.types.builtins.DATE
      ? (text: string) => text
      : (pg.types.getTypeParser(id, format ?? "text") as unknown),
} as pg.CustomTypesConfig;

/** Transactions that were already told. */
const told = new WeakSet<Tx>();

/**
 * Asks what goes over every month of the ledger. Each connection plans it once, whatever its values: planning it takes many
 * times as long as doing it. Only for texts of which there are few, with all that varies among the values.
 */
export async function askPlanned<R extends pg.QueryResultRow>(tx: Tx, statement: SQL): Promise<R[]> {
  const { sql: text, params: values } = dialect.sqlToQuery(statement);
  if (!told.has(tx)) await tx.execute(sql`set local plan_cache_mode = force_generic_plan`);
  told.add(tx);
  const name = `planned-${sha256Hex(Buffer.from(text)).slice(0, 32)}`;
  return (await tx.$client.query<R>({ name, text, values, types })).rows;
}
