export { type BlobStore, configuredStore } from "./adapters/blob-store";
export { announceFile, type NewFile } from "./announce";
export { DamagedError, streamBlob } from "./blobs";
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
export { endFiles, evidenceFacts, filesOfCustomer, markEvidenceUsed } from "./use";
