import type { Case } from "@/domain/kyc/decisions";
import type { Finding } from "@/domain/kyc/model";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { type Holding, holdingOf } from "@/server/worklist/public";
import { loadDocuments, loadFindings, type StoredDocument } from "./document-store";
import { loadSubmission, type StoredSubmission } from "./store";

/** Kinds of work items of the desk; all are about a submission. */
export const KYC_ITEM = "kyc-submission";
export const SECOND_LOOK_ITEM = "kyc-second-look";
export const RECHECK_ITEM = "kyc-recheck";

/** A submission with everything that a decision about it rests on. */
export type LoadedCase = {
  readonly submission: StoredSubmission;
  readonly documents: readonly StoredDocument[];
  readonly findings: readonly Finding[];
  /** The open item of the bench; null where none is open. */
  readonly holding: Holding | null;
  readonly facts: Case;
};

/**
 * Loads a case of the actor's programme; for a decision with `lock`, so that of two who decide the second sees what the
 * first did, and nobody takes the item meanwhile. Throws not-found.
 */
export async function loadCase(scope: Scope, id: string, options: { lock?: boolean } = {}): Promise<LoadedCase> {
  const { tx, actor, now } = scope;
  const submission = (await loadSubmission(scope, id, options)) ?? notFound();
  const documents = await loadDocuments(scope, submission.id);
  const findings = await loadFindings(scope, submission);
  const which = { kind: KYC_ITEM, subjectId: submission.id, lock: options.lock ?? false };
  const holding = await holdingOf(tx, actor, which, now);
  const facts: Case = {
    state: submission.state,
    version: submission.version,
    checkRun: submission.checkRun,
    mine: holding !== null && holding.holderId !== null && holding.holderId === actor.personId,
    documents,
    findings,
  };
  return { submission, documents, findings, holding, facts };
}
