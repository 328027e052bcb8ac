export { recomputeRange } from "./commands/recompute-range";
export { finishImport, finishWithdrawal } from "./imports";
export { LARGE_VALUE, recomputeDates } from "./recompute";
export { exportLargeValue } from "./commands/export-large-value";
export { largeValueCsv, openExport } from "./export";
