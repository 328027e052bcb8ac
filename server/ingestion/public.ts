export { startBatch } from "./commands/start-batch";
export { withdrawBatch } from "./commands/withdraw-batch";
export { ingestionWords } from "./error-file";
export { csvResponse, failure } from "./http";
export { type ProcessOutcome, processBatch } from "./process";
export { FileProblem } from "./reader";
export { batchDates, closeWithdrawal, discardFile, retireBatch, settleBatch, tellBatchBalances } from "./settle";
export { receiveUpload, removeSpooled, type Spooled, spoolFile } from "./spool";
