import "./evidence-subject";

export { announceDocument } from "./commands/announce-document";
export { receiveDocument } from "./commands/receive-document";
export { receiveSubmission } from "./commands/receive-submission";
export { recordChannelResults } from "./commands/record-channels";
export { askForPapers, type PapersAsked, withdrawRequest } from "./papers";
export { requestsStatusQuery, submissionStatusQuery } from "./status";
export { type CheckedCopy, validCopyOnFile } from "./valid-copy";
