export { type EvidenceSubjectType, registerEvidenceSubject, type SubjectFacts } from "./subjects";
export { evidenceFacts, markEvidenceUsed } from "./use";
