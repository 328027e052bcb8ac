import { sql } from "drizzle-orm";
import { decideDocument as decide } from "@/domain/kyc/decisions";
import { decideDocumentInput } from "@/domain/kyc/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { loadCase } from "../case";
import { findDocument } from "../document-store";
import { saveSubmission } from "../store";

/**
 * Decides one document; it may be decided anew until the whole is. `version` is the submission's, which goes up. Refuses
 * as `decideDocument` of the domain does.
 */
export const decideDocument = command({
  name: "kyc.document.decide",
  permission: "kyc.decide",
  input: decideDocumentInput,
  subject: ({ documentId }) => ({ type: "kyc-document", id: documentId }),
  async handle(scope, { documentId, version, decision, reason }) {
    const { tx, actor, now } = scope;
    const { submissionId } = (await findDocument(scope, documentId)) ?? notFound();
    const { submission, documents, facts } = await loadCase(scope, submissionId, { lock: true });
    const document = documents.find(({ id }) => id === documentId) ?? notFound();
    const decided = decide(facts, document, decision, reason, version);
    if (!decided.ok) return decided;
    const { state, reason: kept } = decided.value;
    await tx.execute(sql`update kyc_documents set state = ${state}, reason_code = ${kept}, decided_by = ${actor.id},
        decided_at = ${now}::timestamptz, version = version + 1
      where id = ${document.id}::uuid and programme_id = ${actor.programmeId}`);
    const next = await saveSubmission(scope, submission, {});
    if (next === undefined) return refuse("kyc.submission.stale");
    return committed({
      result: { id: submission.id, state: submission.state, version: next },
      audit: [
        {
          kind: "kyc.document.decide",
          subject: { type: "submission", id: submission.id },
          data: { number: submission.number, document: document.kind, file: document.fileId, state, reason: kept },
        },
      ],
    });
  },
});
