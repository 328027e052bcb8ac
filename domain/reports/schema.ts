import { z } from "zod";
import { DIRECTIONS } from "../ledger/model";
import { defineList } from "../shared/list";
import { TABLE_FORMATS } from "../shared/table-format";
import { EXEMPTIONS } from "./codes";
import { LINE_RULES } from "./large-value";
import { CANDIDATE_STATES } from "./model";

/** The large-value list. `date` is the business date, `due` the last day to report. */
export const LARGE_VALUE_LIST = defineList({
  name: "reports.large-value",
  filters: {
    state: { type: "enum", values: CANDIDATE_STATES },
    direction: { type: "enum", values: DIRECTIONS },
    rule: { type: "enum", values: Object.values(LINE_RULES) },
    date: { type: "date-range" },
    due: { type: "date-range" },
    customer: { type: "id" },
    /** Candidates with a leg of that import. */
    batch: { type: "id" },
    number: { type: "text", maxLength: 20 },
  },
  sorts: ["due", "date", "amount"],
  defaultSort: "due",
  defaultOrder: "asc",
});

/** Confirms a candidate as it was shown: its id and the version on screen. */
export const checkInput = z.object({ id: z.uuid(), version: z.number().int().min(1) });

/** Proposes that a candidate, as it was shown, needs no report. `note` says why, for the checker and the file. */
export const exemptionInput = z.object({
  id: z.uuid(),
  version: z.number().int().min(1),
  exemption: z.enum(EXEMPTIONS),
  note: z.string().trim().min(1).max(2000),
});

/** What to export: the list's own filters, at most. */
export const exportInput = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  states: z.array(z.enum(CANDIDATE_STATES)).max(4).default(["open", "confirmed"]),
  language: z.enum(["zh-CN", "en"]).default("zh-CN"),
  format: z.enum(TABLE_FORMATS).default("csv"),
});
