import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { cText, instant, localDate, primaryId, programmeColumns } from "./columns";

const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** One file taken in. `incomplete` until finalised; chunks commit, a kill resumes at `next_row`. */
export const importBatches = pgTable(
  "import_batches",
  {
    id: primaryId(),
    ...programmeColumns(),
    number: cText("number").notNull(),
    mapping: cText("mapping").notNull(),
    fileName: text("file_name").notNull(),
    fileSha256: cText("file_sha256").notNull(),
    fileBytes: count("file_bytes"),
    state: cText("state").notNull(),
    failureCode: cText("failure_code"),
    failureParams: jsonb("failure_params"),
    /** Data rows of the file already dealt with; the next chunk starts after them. */
    rowsRead: count("rows_read"),
    bytesRead: count("bytes_read"),
    rowsAccepted: count("rows_accepted"),
    rowsRejected: count("rows_rejected"),
    rowsDuplicate: count("rows_duplicate"),
    legs: count("legs"),
    newCustomers: count("new_customers"),
    candidates: count("candidates"),
    firstDate: localDate("first_date"),
    lastDate: localDate("last_date"),
    startedBy: cText("started_by").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    check("import_batches_state", sql`${t.state} in ('incomplete', 'finalised', 'withdrawing', 'withdrawn', 'failed')`),
    index("import_batches_list").on(t.programmeId, t.startedAt, t.id),
  ],
);

/** Rows that were not taken in, with the line, the column and why. */
export const importErrors = pgTable(
  "import_errors",
  {
    id: primaryId(),
    ...programmeColumns(),
    batchId: uuid("batch_id")
      .notNull()
      .references(() => importBatches.id),
    line: bigint("line", { mode: "number" }).notNull(),
    column: cText("column_name"),
    code: cText("code").notNull(),
    params: jsonb("params").notNull(),
  },
  (t) => [index("import_errors_batch").on(t.batchId, t.line, t.id)],
);

/** Mappings people wrote, version by version; a version never changes, since rows are known by it. */
export const importMappings = pgTable(
  "import_mappings",
  {
    id: primaryId(),
    ...programmeColumns(),
    name: cText("name").notNull(),
    mappingVersion: integer("mapping_version").notNull(),
    definition: jsonb("definition").notNull(),
    definitionSha256: cText("definition_sha256").notNull(),
    madeBy: cText("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (t) => [uniqueIndex("import_mappings_version").on(t.programmeId, t.name, t.mappingVersion)],
);
