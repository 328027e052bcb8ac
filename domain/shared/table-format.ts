/** The files in which a table leaves the console: text for programs, a workbook for spreadsheets. */
export const TABLE_FORMATS = ["csv", "xlsx"] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];
