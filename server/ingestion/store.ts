import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { BatchState } from "@/domain/ingestion/model";
import type { LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { newId } from "@/server/kernel/new-id";
import type { Scope } from "@/server/kernel/scope";

export type Batch = {
  readonly id: string;
  readonly number: string;
  readonly mapping: string;
  readonly state: BatchState;
  readonly fileSha256: string;
  readonly fileBytes: number;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsRejected: number;
  readonly rowsDuplicate: number;
  readonly legs: number;
  readonly newCustomers: number;
  readonly firstDate: LocalDate | null;
  readonly lastDate: LocalDate | null;
};

type Row = {
  id: string;
  number: string;
  mapping: string;
  state: BatchState;
  file_sha256: string;
  file_bytes: string;
  rows_read: string;
  rows_accepted: string;
  rows_rejected: string;
  rows_duplicate: string;
  legs: string;
  new_customers: string;
  first_date: LocalDate | null;
  last_date: LocalDate | null;
};

/** A batch of the programme, locked when asked; not-found otherwise. */
export async function loadBatch(
  tx: Tx,
  programmeId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<Batch> {
  const { rows } =
    await tx.execute<Row>(sql`select id, number, mapping, state, file_sha256, file_bytes, rows_read, rows_accepted,
      rows_rejected, rows_duplicate, legs, new_customers, first_date, last_date
    from import_batches where id = ${id}::uuid and programme_id = ${programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    number: row.number,
    mapping: row.mapping,
    state: row.state,
    fileSha256: row.file_sha256,
    fileBytes: Number(row.file_bytes),
    rowsRead: Number(row.rows_read),
    rowsAccepted: Number(row.rows_accepted),
    rowsRejected: Number(row.rows_rejected),
    rowsDuplicate: Number(row.rows_duplicate),
    legs: Number(row.legs),
    newCustomers: Number(row.new_customers),
    firstDate: row.first_date,
    lastDate: row.last_date,
  };
}

/** What one chunk added to its batch. */
export type Progress = {
  readonly rows: number;
  readonly bytes: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly duplicate: number;
  readonly legs: number;
  readonly newCustomers: number;
  readonly firstDate: LocalDate | null;
  readonly lastDate: LocalDate | null;
};

/** Moves the batch's cursor and counts past a chunk. */
export async function advanceBatch(tx: Tx, id: string, by: Progress): Promise<void> {
  await tx.execute(sql`update import_batches set rows_read = rows_read + ${by.rows}::int, bytes_read = ${by.bytes}::int8,
      rows_accepted = rows_accepted + ${by.accepted}::int, rows_rejected = rows_rejected + ${by.rejected}::int,
      rows_duplicate = rows_duplicate + ${by.duplicate}::int, legs = legs + ${by.legs}::int,
      new_customers = new_customers + ${by.newCustomers}::int,
      first_date = least(first_date, ${by.firstDate}::date), last_date = greatest(last_date, ${by.lastDate}::date)
    where id = ${id}::uuid`);
}

/** A row that was not taken in. */
export type RejectedRow = {
  readonly line: number;
  readonly column: string | null;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
};

/** Keeps why rows were not taken in. */
export async function addErrors(scope: Scope, batchId: string, rejected: readonly RejectedRow[]): Promise<void> {
  if (rejected.length === 0) return;
  const { tx, actor } = scope;
  const rows = rejected.map((row) => ({ id: newId<"import-error">(), ...row }));
  await tx.execute(sql`insert into import_errors (id, programme_id, legal_entity_id, batch_id, line, column_name, code, params)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${batchId}::uuid, r.line, r."column", r.code, r.params
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, line int8, "column" text, code text, params jsonb)`);
}

/** Ends or turns a batch: its next state, and whatever comes with it. */
export async function setBatchState(
  scope: Scope,
  id: string,
  state: BatchState,
  more: {
    failureCode?: string;
    failureParams?: Readonly<Record<string, string | number>>;
    candidates?: number;
    ended?: boolean;
  } = {},
): Promise<void> {
  await scope.tx.execute(sql`update import_batches set state = ${state}, version = version + 1,
      failure_code = coalesce(${more.failureCode ?? null}::text, failure_code),
      failure_params = coalesce(${more.failureParams ? JSON.stringify(more.failureParams) : null}::jsonb, failure_params),
      candidates = coalesce(${more.candidates ?? null}::int8, candidates),
      finished_at = case when ${more.ended ?? true} then ${scope.now}::timestamptz else finished_at end
    where id = ${id}::uuid`);
}

/** Brings accounts' last told balance up to the newest leg of a batch. */
export async function tellBalances(
  tx: Tx,
  batchId: string,
  range: { first: LocalDate; last: LocalDate },
): Promise<void> {
  await tx.execute(sql`update accounts a set balance_minor = t.balance_after_minor, balance_at = t.occurred_at
    from (select distinct on (account_id) account_id, balance_after_minor, occurred_at from transactions
      where batch_id = ${batchId}::uuid and business_date between ${range.first}::date and ${range.last}::date
        and balance_after_minor is not null and retired_at is null
      order by account_id, occurred_at desc, source_row desc) as t
    where a.id = t.account_id and (a.balance_at is null or a.balance_at < t.occurred_at)`);
}
