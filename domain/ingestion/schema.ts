import { z } from "zod";
import { defineList } from "../shared/list";
import { WITHDRAW_REASONS } from "./codes";
import { MAPPING_IDS } from "./mappings";
import { BATCH_STATES } from "./model";

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
});

/** Takes a whole import back; the reason goes into the audit log. */
export const withdrawBatchInput = z.object({ batchId: z.uuid(), reason: z.enum(WITHDRAW_REASONS).default("other") });

/** For pages: what an import may be read as. */
export const mappingIds = MAPPING_IDS;
