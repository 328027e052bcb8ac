import { type SQL, sql } from "drizzle-orm";
import { mayGrow, standingOf } from "@/domain/kyc/arrival";
import type { DocumentKind, ReadState } from "@/domain/kyc/model";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { closeItems } from "@/server/worklist/public";
import { KYC_ITEM } from "./case";
import { loadDocuments, loadSubmission, type StoredDocument, type StoredSubmission, saveSubmission } from "./store";

/** Whether the actor may come to decide on a submission: by his rights, and as he did not take it in himself. */
function decidesOn({ actor }: Pick<Scope, "actor">, { receivedBy }: Pick<StoredSubmission, "receivedBy">): boolean {
  return actor.permissions.has("kyc.decide") && receivedBy !== actor.id;
}

/** Whether the actor may bring more to a submission at the desk. */
export function maySend(scope: Pick<Scope, "actor">, submission: StoredSubmission): boolean {
  const { permissions } = scope.actor;
  if (!permissions.has("kyc.submit") || !permissions.has("evidence.attach")) return false;
  return mayGrow(submission.state) && !decidesOn(scope, submission);
}

/**
 * A submission that may still grow, locked, with its documents. Not-found for one that is not there; refused for who may
 * decide on it and did not take it in: nobody puts right what he is about to check.
 */
export async function lockGrowing(
  scope: Scope,
  submissionId: string,
): Promise<Result<{ readonly submission: StoredSubmission; readonly documents: readonly StoredDocument[] }>> {
  const submission = (await loadSubmission(scope, submissionId, { lock: true })) ?? notFound();
  if (!mayGrow(submission.state))
    return refuse("kyc.submission.not-collecting", { params: { state: submission.state } });
  if (decidesOn(scope, submission)) return refuse("kyc.submission.decider");
  return decided({ submission, documents: await loadDocuments(scope, submissionId) });
}

const STANDS: readonly ReadState[] = ["waiting", "read"];

/**
 * The place for a picture of a kind. Refuses a kind that was not announced, and one whose picture stands: a second is
 * taken only where the first was not taken or could not be read.
 */
export function placeFor(documents: readonly StoredDocument[], kind: DocumentKind): Result<StoredDocument> {
  const document = documents.find((one) => one.kind === kind);
  if (!document) return refuse("kyc.submission.document-unannounced", { field: "kind" });
  return STANDS.includes(document.readState) ? refuse("kyc.document.stands", { field: "kind" }) : decided(document);
}

/** Gives a document its file, or takes it away, and forgets what was read and decided of the one before. */
export async function setFile(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  documentId: string,
  fileId: string | null,
  readState: ReadState,
): Promise<void> {
  await change({ tx, actor }, documentId, [
    sql`file_id = ${fileId}::uuid`,
    sql`read_state = ${readState}`,
    sql.raw(`read_problem = null, reading_sealed = null, quality = null, content_hash = null, look_hash = null, state = 'waiting',
      reason_code = null, decided_by = null, decided_at = null`),
  ]);
}

/** Notes that a document's file was not taken, and why. */
export function setRefused(scope: Pick<Scope, "tx" | "actor">, documentId: string, code: string): Promise<void> {
  return change(scope, documentId, [sql`read_state = 'refused'`, sql`read_problem = ${code}`]);
}

async function change({ tx, actor }: Pick<Scope, "tx" | "actor">, id: string, parts: readonly SQL[]): Promise<void> {
  await tx.execute(sql`update kyc_documents set ${sql.join([...parts], sql`, `)}, version = version + 1
    where id = ${id}::uuid and programme_id = ${actor.programmeId}`);
}

/**
 * Puts a locked submission where it stands now that something of it has changed: `collecting` or `reading`, so that
 * nothing is decided on what was checked before; one that is incomplete again leaves the desk. Gives its new version; undefined when it may not grow any more.
 */
export async function restand(
  scope: Pick<Scope, "tx" | "actor" | "now">,
  submission: StoredSubmission,
): Promise<{ readonly state: "collecting" | "reading"; readonly version: number } | undefined> {
  if (!mayGrow(submission.state)) return undefined;
  const state = standingOf(await loadDocuments(scope, submission.id));
  const version = await saveSubmission(scope, submission, { state });
  if (version === undefined) throw new Error("a locked submission changed");
  if (state === "collecting" && submission.checkRun > 0) {
    const which = { kind: KYC_ITEM, subjectIds: [submission.id], as: "cancelled" } as const;
    await closeItems(scope.tx, scope.actor, which, scope.now);
  }
  return { state, version };
}
