import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type pg from "pg";
import { RETENTION_CLASSES } from "@/domain/retention/model";
import { eraseColumns } from "./erase-sql";

const dialect = new PgDialect();

/**
 * After a restore: takes out of every table what the ledger of erasures says is gone, as it was taken out the first time.
 * The keys went with the ledger's replay; who has data of the class again, under a newer key, is left alone. Gives how many
 * rows it touched.
 */
export async function eraseAgain(client: pg.ClientBase): Promise<number> {
  let touched = 0;
  for (const of of RETENTION_CLASSES) {
    const subjects = sql`array(select e.subject_id from erasures e where e.subject_type = 'customer' and e.retention_class = ${of}
      and not exists (select from subject_keys k where k.subject_id = e.subject_id and k.retention_class = ${of}))`;
    const statement = eraseColumns(of, subjects);
    if (!statement) continue;
    const { sql: text, params } = dialect.sqlToQuery(statement);
    const { rows } = await client.query<{ n: number }>(text, params);
    touched += rows.reduce((sum, { n }) => sum + n, 0);
  }
  return touched;
}
