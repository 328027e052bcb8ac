export { exportLargeValue } from "./commands/export-large-value";
export { recomputeRange } from "./commands/recompute-range";
export { largeValueCsv, openExport } from "./export";
export { finishImport, finishWithdrawal } from "./imports";
