import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { wrappedKeys } from "@/server/kernel/wrapped-keys";
import { inside, type Manifest, type TableEntry } from "./archive";
import { type ErasureEntry, ledgerEntries } from "./erasure-ledger";
import { RunProblem } from "./failure";
import { digestOf, JOB_COLUMNS, JOBS, keptTables, schemaTables } from "./tables";

/** An archive's tables and where their files lie. */
export type Source = { readonly directory: string; readonly manifest: Manifest };

/**
 * Fills a freshly migrated, empty database from both archives, inside the caller's transaction, and compares every table
 * with what was backed up. Foreign keys and triggers stand aside meanwhile and are back before this ends.
 */
export async function loadTables(
  client: pg.ClientBase,
  sources: readonly Source[],
  say: (line: string) => void,
): Promise<void> {
  for (const month of sources.flatMap(({ manifest }) => manifest.months)) {
    await client.query("select ensure_month_partition($1::date)", [month]);
  }
  const tables = await schemaTables(client);
  const back = await standAside(client, tables);
  const entries = sources.flatMap(({ directory, manifest }) => manifest.tables.map((entry) => ({ directory, entry })));
  for (const [at, { directory, entry }] of entries.entries()) {
    await loadTable(client, directory, entry, tables);
    say(`${at + 1}/${entries.length} ${entry.name}: ${entry.rows} rows`);
  }
  for (const { name, value } of sources.flatMap(({ manifest }) => manifest.sequences)) {
    await client.query("select setval(to_regclass(quote_ident($1)), $2::bigint)", [name, value]);
  }
  await back();
  await compareTables(client, sources);
}

/** Takes triggers and foreign keys out of the way; gives what brings them back, checking every row again. */
async function standAside(client: pg.ClientBase, tables: readonly { name: string }[]): Promise<() => Promise<void>> {
  const keys = await client.query<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by 1, 2`,
  );
  for (const key of keys.rows) await client.query(`alter table ${key.table} drop constraint ${key.name}`);
  for (const { name } of tables) await client.query(`alter table "${name}" disable trigger user`);
  return async () => {
    for (const key of keys.rows) {
      await client.query(`alter table ${key.table} add constraint ${key.name} ${key.definition}`);
    }
    for (const { name } of tables) await client.query(`alter table "${name}" enable trigger user`);
  };
}

async function loadTable(
  client: pg.ClientBase,
  directory: string,
  entry: TableEntry,
  tables: readonly { name: string; columns: readonly string[] }[],
): Promise<void> {
  const target =
    entry.name === JOBS ? { name: JOBS, columns: JOB_COLUMNS } : tables.find(({ name }) => name === entry.name);
  const unknown = entry.columns.filter((column) => !target?.columns.some((known) => known === column));
  if (!target || unknown.length > 0) {
    throw new RunProblem(
      "schema-unknown",
      `the schema has no table ${entry.name} with columns ${entry.columns.join(", ")}`,
    );
  }
  if (entry.name === JOBS) await client.query(JOBS_STAGE);
  else await client.query(`delete from "${entry.name}"`);
  const columns = entry.columns.map((column) => `"${column}"`).join(", ");
  const copy = client.query(copyFrom(`copy "${entry.name}" (${columns}) from stdin`));
  await pipeline(createReadStream(inside(directory, entry.file)), createGunzip(), copy);
  if (entry.name === JOBS) await addJobs(client);
}

const JOBS_STAGE = `create temp table ${JOBS} (identifier text, payload json, queue_name text, run_at timestamptz,
  attempts int, max_attempts int, job_key text, priority int) on commit drop`;

/** Jobs are added anew, for the queue may keep them in another form by now; how often they were tried stays. */
async function addJobs(client: pg.ClientBase): Promise<void> {
  await client.query(`create temp table jobs_added on commit drop as select j.attempts,
    (graphile_worker.add_job(j.identifier, payload := j.payload, queue_name := j.queue_name, run_at := j.run_at,
      max_attempts := j.max_attempts, job_key := j.job_key, priority := j.priority)).id from ${JOBS} j`);
  await client.query(
    "update graphile_worker._private_jobs p set attempts = a.attempts from jobs_added a where p.id = a.id and a.attempts > 0",
  );
}

async function compareTables(client: pg.ClientBase, sources: readonly Source[]): Promise<void> {
  const { data, keys } = await keptTables(client);
  for (const entry of sources.flatMap(({ manifest }) => manifest.tables)) {
    const table = [...data, ...keys].find(({ name }) => name === entry.name);
    // Of the table as it lies, but for the queue's jobs, which have another form.
    const plain = `select ${entry.columns.map((column) => `t."${column}"`).join(", ")} from "${entry.name}" t`;
    const found = await digestOf(client, entry.name === JOBS && table ? table.select : plain);
    if (found.rows !== entry.rows || found.digest !== entry.digest) {
      throw new RunProblem(
        "compare-differs",
        `${entry.name}: ${found.rows} rows restored, ${entry.rows} backed up${found.rows === entry.rows ? ", and their content differs" : ""}`,
      );
    }
  }
}

/** Destroys again what was destroyed after the backup. Gives how many keys that were. */
export async function replayErasures(client: pg.ClientBase, path: string): Promise<number> {
  let destroyed = 0;
  for await (const entries of ledgerEntries(path)) destroyed += await replay(client, entries);
  return destroyed;
}

async function replay(client: pg.ClientBase, entries: readonly ErasureEntry[]): Promise<number> {
  const list = JSON.stringify(entries);
  const rows = `jsonb_to_recordset($1::jsonb) as e (id uuid, "programmeId" text, "legalEntityId" text, "subjectType" text,
    "subjectId" uuid, "retentionClass" text, "erasedAt" timestamptz, "erasedBy" text)`;
  let destroyed = 0;
  for (const { table, columns } of wrappedKeys()) {
    const gone = await client.query(
      `delete from "${table}" k using ${rows} where k."${columns.subject}" = e."subjectId"
         and k."${columns.retentionClass}" = e."retentionClass" and k."${columns.createdAt}" <= e."erasedAt"`,
      [list],
    );
    destroyed += gone.rowCount ?? 0;
    await client.query(
      `delete from blind_index b using ${rows} where b.subject_id = e."subjectId" and b.retention_class = e."retentionClass"
         and not exists (select from "${table}" k where k."${columns.subject}" = b.subject_id
           and k."${columns.retentionClass}" = b.retention_class)`,
      [list],
    );
  }
  await client.query(
    `insert into erasures (id, programme_id, legal_entity_id, subject_type, subject_id, retention_class, erased_at, erased_by)
     select id, "programmeId", "legalEntityId", "subjectType", "subjectId", "retentionClass", "erasedAt", "erasedBy"
     from ${rows} on conflict (id) do nothing`,
    [list],
  );
  return destroyed;
}
