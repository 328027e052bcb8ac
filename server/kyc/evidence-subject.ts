import { mayGrow } from "@/domain/kyc/arrival";
import { onFileSettled, registerEvidenceSubject } from "@/server/evidence/public";
import type { Scope } from "@/server/kernel/scope";
import { restand, setFile, setRefused } from "./documents";
import { arrived } from "./events";
import { loadDocuments, loadSubmission } from "./store";

/** Pictures of a submission are seen by whoever sees the submission. */
registerEvidenceSubject({
  type: "submission",
  permission: "kyc.read",
  async find(scope, id) {
    const submission = await loadSubmission(scope, id);
    return submission && { customerId: submission.customerId, clearance: "general" };
  },
});

/** What became of a picture's file: it is read, or its document waits for another. */
onFileSettled("submission", async (scope: Scope, { fileId, subject, outcome, code }) => {
  const submission = await loadSubmission(scope, subject.id, { lock: true });
  if (!submission || !mayGrow(submission.state)) return [];
  const document = (await loadDocuments(scope, submission.id)).find((one) => one.fileId === fileId);
  if (!document) return [];
  if (outcome === "refused") await setRefused(scope, document.id, code ?? "evidence.file.broken");
  if (outcome === "gone") await setFile(scope, document.id, null, "missing");
  if (outcome !== "ready") await restand(scope, submission);
  return [arrived(submission.id)];
});
