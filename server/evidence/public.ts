export { announceFile, type NewFile } from "./announce";
export { type FileListener, onFileSettled, type SettledFile } from "./listeners";
export {
  dropAnnounced,
  type FileChange,
  type FileFacts,
  fileFacts,
  firstPage,
  handOver,
  receiveBytes,
} from "./receive";
export { type EvidenceSubjectType, registerEvidenceSubject, type SubjectFacts } from "./subjects";
export { evidenceFacts, markEvidenceUsed } from "./use";
