import { z } from "zod";
import { TABLE_FORMATS, type TableFormat } from "../shared/table-format";

/** An export of the register: by the days of receipt, both included. */
export const exportInput = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  language: z.enum(["zh-CN", "en"]).default("zh-CN"),
  format: z.enum(TABLE_FORMATS).default("csv"),
});

/** The same as it is kept with a recorded export. */
export type ExportFilters = {
  readonly from: string | null;
  readonly to: string | null;
  readonly language: "zh-CN" | "en";
  readonly format: TableFormat;
};
