import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { BATCH_STATES } from "@/domain/ingestion/model";
import { BATCH_ERRORS_LIST, BATCHES_LIST } from "@/domain/ingestion/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** A batch. `bytesRead` of `fileBytes` is how far it has come; `failure` says why its file could not be read. */
const batchRow = z.object({
  id: z.string(),
  number: z.string(),
  mapping: z.string(),
  fileName: z.string(),
  fileSha256: z.string(),
  fileBytes: z.number(),
  bytesRead: z.number(),
  state: z.enum(BATCH_STATES),
  failure: z.object({ code: z.string(), params }).nullable(),
  rowsRead: z.number(),
  rowsAccepted: z.number(),
  rowsRejected: z.number(),
  rowsDuplicate: z.number(),
  legs: z.number(),
  newCustomers: z.number(),
  candidates: z.number(),
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
  startedBy: z.string(),
  /** Null for the command line and other machines. */
  startedByName: z.object({ zh: z.string(), en: z.string() }).nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  version: z.number(),
});

type Row = {
  id: string;
  number: string;
  mapping: string;
  file_name: string;
  file_sha256: string;
  file_bytes: string;
  bytes_read: string;
  state: (typeof BATCH_STATES)[number];
  failure_code: string | null;
  failure_params: Record<string, string | number> | null;
  rows_read: string;
  rows_accepted: string;
  rows_rejected: string;
  rows_duplicate: string;
  legs: string;
  new_customers: string;
  candidates: string;
  first_date: string | null;
  last_date: string | null;
  started_by: string;
  name_zh: string | null;
  name_en: string | null;
  started_at: string;
  finished_at: string | null;
  version: number;
};

const COLUMNS = sql`b.id, b.number, b.mapping, b.file_name, b.file_sha256, b.file_bytes, b.bytes_read, b.state, b.failure_code, b.failure_params,
  b.rows_read, b.rows_accepted, b.rows_rejected, b.rows_duplicate, b.legs, b.new_customers, b.candidates, b.first_date, b.last_date,
  b.started_by, p.name_zh, p.name_en, b.started_at, b.finished_at, b.version`;
const FROM = sql`import_batches b left join people p on b.started_by = 'person:' || p.id`;

function present(row: Row): z.input<typeof batchRow> {
  return {
    id: row.id,
    number: row.number,
    mapping: row.mapping,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    fileBytes: Number(row.file_bytes),
    bytesRead: Number(row.bytes_read),
    state: row.state,
    failure: row.failure_code ? { code: row.failure_code, params: row.failure_params ?? {} } : null,
    rowsRead: Number(row.rows_read),
    rowsAccepted: Number(row.rows_accepted),
    rowsRejected: Number(row.rows_rejected),
    rowsDuplicate: Number(row.rows_duplicate),
    legs: Number(row.legs),
    newCustomers: Number(row.new_customers),
    candidates: Number(row.candidates),
    firstDate: row.first_date,
    lastDate: row.last_date,
    startedBy: row.started_by,
    startedByName: row.name_zh && row.name_en ? { zh: row.name_zh, en: row.name_en } : null,
    startedAt: toInstant(row.started_at),
    finishedAt: toInstantOrNull(row.finished_at),
    version: row.version,
  };
}

/** Imports, newest first. */
export const batchesList = query({
  name: "ingestion.batches.list",
  permission: "ingestion.read",
  clearance: "general",
  input: listInput(BATCHES_LIST),
  output: listOutput(batchRow),
  async resolve({ tx, actor }, input) {
    const page = await runList<typeof BATCHES_LIST, Row>(tx, BATCHES_LIST, input, {
      select: COLUMNS,
      from: FROM,
      where: [sql`b.programme_id = ${actor.programmeId}`],
      map: {
        filters: { state: sql`b.state`, date: sql`(b.started_at at time zone 'Asia/Shanghai')::date` },
        sorts: { startedAt: { by: sql`b.started_at`, type: "timestamptz" } },
        id: sql`b.id`,
      },
    });
    return { ...page, rows: page.rows.map(present) };
  },
});

/** One import, with how many rows were not taken in for which reason. */
export const batchDetail = query({
  name: "ingestion.batches.detail",
  permission: "ingestion.read",
  clearance: "general",
  input: z.object({ batchId: z.uuid() }),
  output: batchRow.extend({
    errors: z.array(z.object({ code: z.string(), column: z.string().nullable(), count: z.number() })),
  }),
  async resolve({ tx, actor }, { batchId }) {
    const { rows } = await tx.execute<Row>(
      sql`select ${COLUMNS} from ${FROM} where b.id = ${batchId}::uuid and b.programme_id = ${actor.programmeId}`,
    );
    const row = rows[0] ?? notFound();
    const errors = await tx.execute<{
      code: string;
      column: string | null;
      count: number;
    }>(sql`select code, column_name as "column", count(*)::int as count
      from import_errors where batch_id = ${batchId}::uuid group by 1, 2 order by 3 desc, 1, 2 limit 50`);
    return { ...present(row), errors: errors.rows };
  },
});

const errorRow = z.object({
  id: z.string(),
  line: z.number(),
  column: z.string().nullable(),
  code: z.string(),
  params,
});

/** The rows of one import that were not taken in, by line. */
export const batchErrors = query({
  name: "ingestion.batches.errors",
  permission: "ingestion.read",
  clearance: "general",
  input: z.object({ batchId: z.uuid(), list: listInput(BATCH_ERRORS_LIST) }),
  output: listOutput(errorRow),
  async resolve({ tx, actor }, { batchId, list }) {
    type ErrorRow = {
      id: string;
      line: string;
      column_name: string | null;
      code: string;
      params: Record<string, string | number>;
    };
    const page = await runList<typeof BATCH_ERRORS_LIST, ErrorRow>(tx, BATCH_ERRORS_LIST, list, {
      select: sql`e.id, e.line, e.column_name, e.code, e.params`,
      from: sql`import_errors e`,
      where: [sql`e.programme_id = ${actor.programmeId} and e.batch_id = ${batchId}::uuid`],
      map: { filters: { code: sql`e.code` }, sorts: { line: { by: sql`e.line`, type: "int8" } }, id: sql`e.id` },
    });
    const rows = page.rows.map((row) => ({
      id: row.id,
      line: Number(row.line),
      column: row.column_name,
      code: row.code,
      params: row.params,
    }));
    return { ...page, rows };
  },
});
