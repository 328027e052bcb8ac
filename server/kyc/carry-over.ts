import { sql } from "drizzle-orm";
import type { Declared, DocumentKind } from "@/domain/kyc/model";
import type { DeclaredOwner } from "@/domain/kyc/owners";
import type { Scope } from "@/server/kernel/scope";
import {
  loadDocuments,
  openDeclared,
  openOwners,
  openReadings,
  type StoredDocument,
  type StoredSubmission,
  sealReadings,
} from "./store";

/** What an answer takes over from the submission it answers for. */
export type CarriedOver = {
  readonly declared: Declared;
  readonly owners: readonly DeclaredOwner[] | null;
  readonly documents: readonly StoredDocument[];
  /** Writes it into the answer: documents with what was read of them, undecided, and what channels said. */
  readonly write: (into: string) => Promise<void>;
};

/**
 * What need not be sent again: what was declared, and the papers that were read and neither asked for again nor
 * announced anew. They are decided again, since what stands beside them has changed.
 */
export async function carryOver(
  scope: Scope,
  prior: StoredSubmission,
  { announced, asked }: { readonly announced: readonly DocumentKind[]; readonly asked: readonly DocumentKind[] },
): Promise<CarriedOver> {
  const documents = (await loadDocuments(scope, prior.id)).filter(
    ({ kind, readState, state }) =>
      (readState === "read" || readState === "failed") &&
      state !== "asked" &&
      state !== "rejected" &&
      !announced.includes(kind) &&
      !asked.includes(kind),
  );
  const write = async (into: string): Promise<void> => {
    for (const document of documents) await copyDocument(scope, document, into);
    await scope.tx.execute(sql`insert into kyc_channels (id, programme_id, legal_entity_id, submission_id, customer_id, type, provider,
        outcome, answers, checked_at, recorded_at)
      select uuidv7(), programme_id, legal_entity_id, ${into}::uuid, customer_id, type, provider, outcome, answers, checked_at, recorded_at
      from kyc_channels where submission_id = ${prior.id}::uuid and programme_id = ${scope.actor.programmeId}`);
  };
  return { declared: await openDeclared(scope, prior), owners: await openOwners(scope, prior), documents, write };
}

/** Readings are sealed for the row they lie in: they are opened and sealed anew. */
async function copyDocument(scope: Scope, from: StoredDocument, into: string): Promise<void> {
  const { tx, actor, now, newId } = scope;
  const id = newId<"kyc-document">();
  const sealed =
    from.readingSealed === null
      ? null
      : await sealReadings(scope, { id, customerId: from.customerId }, await openReadings(scope, [from]));
  await tx.execute(sql`insert into kyc_documents (id, programme_id, legal_entity_id, submission_id, customer_id, kind, file_id,
      read_state, read_problem, reading_sealed, quality, content_hash, look_hash, created_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${into}::uuid, ${from.customerId}::uuid, ${from.kind},
      ${from.fileId}::uuid, ${from.readState}, ${from.readProblem}, ${sealed}::bytea,
      ${from.quality === null ? null : JSON.stringify(from.quality)}::jsonb, ${from.contentHash}::bytea, ${from.lookHash}::bytea,
      ${now}::timestamptz)`);
}
