import type pg from "pg";
import { wrappedKeys } from "@/server/kernel/wrapped-keys";

/** What is never kept: who of the workers lives now. */
const TRANSIENT = new Set(["worker_heartbeats"]);
/** The queue's jobs, as a table of the archive: independent of how the queue stores them. */
export const JOBS = "jobs";
export const JOB_COLUMNS = [
  "identifier",
  "payload",
  "queue_name",
  "run_at",
  "attempts",
  "max_attempts",
  "job_key",
  "priority",
] as const;

/** A table as it is kept: its columns in their order, and the statement that gives its rows. */
export type KeptTable = { readonly name: string; readonly columns: readonly string[]; readonly select: string };

/**
 * Text of values that does not depend on the session: for COPY and for digests alike.
 */
export const PLAIN_SESSION =
  "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local extra_float_digits = 1; set local bytea_output = 'hex'; set local statement_timeout = 0; set local lock_timeout = '10s'; set local idle_in_transaction_session_timeout = 0";

/** Every table of the schema, partitioned ones as a whole, by name. */
export async function schemaTables(client: pg.ClientBase): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by c.relname order by c.relname`,
  );
  return rows;
}

/** Tables of data, and apart from them the tables of wrapped keys. */
export async function keptTables(client: pg.ClientBase): Promise<{ data: KeptTable[]; keys: KeptTable[] }> {
  const keyTables = new Set(wrappedKeys().map(({ table }) => table));
  const tables = (await schemaTables(client)).filter(({ name }) => !TRANSIENT.has(name));
  const kept = tables.map(({ name, columns }) => ({ name, columns, select: selectOf(name, columns) }));
  return {
    data: [...kept.filter(({ name }) => !keyTables.has(name)), jobsTable()],
    keys: kept.filter(({ name }) => keyTables.has(name)),
  };
}

function selectOf(name: string, columns: readonly string[]): string {
  const quoted = columns.map((column) => `t."${column}"`);
  if (name !== "audit_entries") return `select ${quoted.join(", ")} from "${name}" t`;
  // Another cluster counts its transactions anew. Sealed entries go before the last sealed one, unsealed ones after it,
  // and whatever the restored house writes comes after both.
  const xid = `(case when l.entry_id is null then '2'
    when l.leaf_index = (select max(leaf_index) from audit_leaves m where m.log = l.log) then '1' else '0' end)::xid8 as xid`;
  const list = columns.map((column) => (column === "xid" ? xid : `t."${column}"`)).join(", ");
  return `select ${list} from audit_entries t left join audit_leaves l on l.entry_id = t.id`;
}

function jobsTable(): KeptTable {
  return {
    name: JOBS,
    columns: JOB_COLUMNS,
    select: `select k.identifier, j.payload, q.queue_name, j.run_at, j.attempts, j.max_attempts, j.key as job_key, j.priority
      from graphile_worker._private_jobs j join graphile_worker._private_tasks k on k.id = j.task_id
      left join graphile_worker._private_job_queues q on q.id = j.job_queue_id`,
  };
}

/** Rows and digest of a statement: the sum of a hash of each row's text. */
export async function digestOf(client: pg.ClientBase, select: string): Promise<{ rows: number; digest: string }> {
  const { rows } = await client.query<{ n: string; digest: string }>(
    `select count(*)::text as n,
       coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0)::text as digest from (${select}) t`,
  );
  return { rows: Number(rows[0]?.n ?? 0), digest: rows[0]?.digest ?? "0" };
}

/** Number series and their last numbers; those never used are left out. */
export async function sequencesOf(client: pg.ClientBase): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null order by 1`,
  );
  return rows;
}

/** First days of the months that have a partition of the ledger. */
export async function ledgerMonths(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ month: string }>(
    `select to_char(to_date(right(c.relname, 6), 'YYYYMM'), 'YYYY-MM-DD') as month
     from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = 'transactions'::regclass order by 1`,
  );
  return rows.map(({ month }) => month);
}

/** Hashes of the migrations that made the schema, in their order. */
export async function migrationHashes(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ hash: string }>(
    "select hash from drizzle.__drizzle_migrations order by created_at",
  );
  return rows.map(({ hash }) => hash);
}
