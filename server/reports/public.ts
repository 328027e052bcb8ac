export { exportLargeValue } from "./commands/export-large-value";
export { recomputeRange } from "./commands/recompute-range";
export { largeValueTable, openExport } from "./export";
export { finishImport, finishWithdrawal } from "./imports";
