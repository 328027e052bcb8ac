export { startBatch } from "./commands/start-batch";
export { withdrawBatch } from "./commands/withdraw-batch";
export { type ProcessOutcome, processBatch } from "./process";
export { ingestionWords } from "./error-file";
export { FileProblem } from "./reader";
export { batchDates, closeWithdrawal, discardFile, retireBatch, settleBatch } from "./settle";
export { receiveUpload, removeSpooled, spoolFile, type Spooled } from "./spool";
export { csvResponse, failure } from "./http";
