import { z } from "zod";
import { defineList } from "../shared/list";
import { WITHDRAW_REASONS } from "./codes";
import { ROW_PARTS } from "./inspect-row";
import { MAPPING_MAX_BYTES } from "./mapping-file";
import { BATCH_STATES, DELIMITERS } from "./model";

/** The batches list. */
export const BATCHES_LIST = defineList({
  name: "ingestion.batches",
  filters: { state: { type: "enum", values: BATCH_STATES }, date: { type: "date-range" } },
  sorts: ["startedAt"],
  defaultSort: "startedAt",
  defaultOrder: "desc",
});

/** Rows of a batch that were not taken in. */
export const BATCH_ERRORS_LIST = defineList({
  name: "ingestion.batch-errors",
  filters: { code: { type: "text", maxLength: 64 } },
  sorts: ["line"],
  defaultSort: "line",
  defaultOrder: "asc",
});

/** Longest file name kept. */
export const FILE_NAME_MAX = 200;

/** Starts an import of a received file; `fileToken`, `sha256` and `bytes` are what receiving it answered. */
export const startBatchInput = z.object({
  fileToken: z.uuid(),
  mapping: z.string().max(64),
  fileName: z.string().min(1).max(FILE_NAME_MAX),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().min(0),
  /** True when the caller processes the file itself; the worker then steps in only if it has not finished later. */
  attended: z.boolean().default(false),
  /** What the preview of this file under this mapping answered; needed for a mapping a person wrote. */
  previewed: z.string().max(64).optional(),
});

/** A mapping as it was written, YAML or JSON. */
export const mappingText = z.string().min(1).max(MAPPING_MAX_BYTES);

export const saveMappingInput = z.object({ text: mappingText });

/** Takes a whole import back; the reason goes into the audit log. */
export const withdrawBatchInput = z.object({ batchId: z.uuid(), reason: z.enum(WITHDRAW_REASONS).default("other") });

/** Rows of a file that a preview shows, and how many of its first rows the counts are of. */
export const PREVIEW_ROWS = 50;
export const PREVIEW_SAMPLE = 2000;

/** Asks what a received file would give: under a mapping by name, or under one just written. */
export const previewInput = z.object({
  fileToken: z.uuid(),
  mapping: z.string().max(64).optional(),
  text: mappingText.optional(),
});

const params = z.record(z.string(), z.union([z.string(), z.number()]));

/** What is wrong with a mapping, line by line. */
export const mappingProblem = z.object({ line: z.number(), path: z.string(), problem: z.string() });

const cell = z.object({
  part: z.enum(ROW_PARTS),
  /** What was read, in words of ours: a moment, a code, an amount, a covered reference. Null for an empty cell. */
  value: z.string().nullable(),
  /** Why it was not read, and the shape of what stands there: 9 for a digit, a for a letter. */
  problem: z.object({ code: z.string(), params, shape: z.string() }).nullable(),
});

export const previewOutput = z.object({
  /** Null when the mapping cannot be used; `problems` says why. */
  mapping: z.object({ id: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  problems: z.array(mappingProblem),
  /** What the file looks like by itself, and whether that is what the mapping says. */
  file: z.object({
    encoding: z.enum(["utf-8", "gb18030", "other"]),
    delimiter: z.enum(DELIMITERS).nullable(),
    fits: z.boolean(),
  }),
  /** Why the file cannot be read at all under this mapping. */
  failure: z.object({ code: z.string(), params }).nullable(),
  parts: z.array(z.object({ part: z.enum(ROW_PARTS), column: z.string().nullable() })),
  rows: z.array(z.object({ line: z.number(), ok: z.boolean(), cells: z.array(cell), problem: z.string().nullable() })),
  sample: z.object({
    rows: z.number(),
    /** Whether these are all rows of the file. */
    whole: z.boolean(),
    good: z.number(),
    duplicates: z.number(),
    customers: z.object({ known: z.number(), new: z.number() }),
    errors: z.array(z.object({ code: z.string(), column: z.string().nullable(), count: z.number() })),
  }),
  /** Hand this to the start of the import. */
  previewed: z.string().nullable(),
});

export const mappingRow = z.object({
  id: z.string(),
  /** What an import names: the name, with the version for one a person wrote. */
  ref: z.string(),
  version: z.number(),
  title: z.object({ zh: z.string(), en: z.string() }),
  builtIn: z.boolean(),
  columns: z.array(z.string()),
  madeAt: z.string().nullable(),
  madeByName: z.object({ zh: z.string(), en: z.string() }).nullable(),
});
