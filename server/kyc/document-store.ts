import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { RejectReason } from "@/domain/kyc/codes";
import {
  type ChannelOutcome,
  type ChannelType,
  DOCUMENT_KINDS,
  type DocumentKind,
  type DocumentState,
  type Finding,
  type Quality,
  type ReadState,
  type RegistryAnswers,
  type SubmissionId,
} from "@/domain/kyc/model";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

type Reader = Pick<Scope, "tx" | "actor">;

/** A document of a submission as it is stored; what was read stays sealed (`openReadings`). */
export type StoredDocument = {
  readonly id: string;
  readonly submissionId: SubmissionId;
  readonly customerId: string;
  readonly kind: DocumentKind;
  readonly fileId: string | null;
  readonly readState: ReadState;
  readonly readProblem: string | null;
  readonly readingSealed: Buffer | null;
  readonly quality: Quality | null;
  readonly contentHash: Buffer | null;
  readonly lookHash: Buffer | null;
  readonly state: DocumentState;
  readonly reason: RejectReason | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly version: number;
};

type DocumentRow = {
  id: string;
  submission_id: SubmissionId;
  customer_id: string;
  kind: DocumentKind;
  file_id: string | null;
  read_state: ReadState;
  read_problem: string | null;
  reading_sealed: Buffer | null;
  quality: Quality | null;
  content_hash: Buffer | null;
  look_hash: Buffer | null;
  state: DocumentState;
  reason_code: RejectReason | null;
  decided_by: string | null;
  decided_at: string | null;
  version: number;
};

async function documentsWhere({ tx, actor }: Reader, which: SQL): Promise<StoredDocument[]> {
  const { rows } = await tx.execute<DocumentRow>(sql`select id, submission_id, customer_id, kind, file_id, read_state,
      read_problem, reading_sealed, quality, content_hash, look_hash, state, reason_code, decided_by, decided_at, version
    from kyc_documents where programme_id = ${actor.programmeId} and ${which}`);
  return rows.map((row) => ({
    id: row.id,
    submissionId: row.submission_id,
    customerId: row.customer_id,
    kind: row.kind,
    fileId: row.file_id,
    readState: row.read_state,
    readProblem: row.read_problem,
    readingSealed: row.reading_sealed,
    quality: row.quality,
    contentHash: row.content_hash,
    lookHash: row.look_hash,
    state: row.state,
    reason: row.reason_code,
    decidedBy: row.decided_by,
    decidedAt: toInstantOrNull(row.decided_at),
    version: row.version,
  }));
}

const kindOrder = ({ kind }: { kind: DocumentKind }) => DOCUMENT_KINDS.indexOf(kind);

/** The documents of a submission, in the order of their kinds. */
export async function loadDocuments(scope: Reader, submissionId: string): Promise<StoredDocument[]> {
  const documents = await documentsWhere(scope, sql`submission_id = ${submissionId}::uuid`);
  return documents.sort((a, b) => kindOrder(a) - kindOrder(b));
}

/** A document by its id, locked when asked; undefined when there is none for this actor. */
export async function findDocument(
  scope: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredDocument | undefined> {
  const [found] = await documentsWhere(scope, sql`id = ${id}::uuid ${options.lock ? sql`for update` : sql``}`);
  return found;
}

/** What a channel said, as it is stored; `answers` are a registry's, field by field. */
export type StoredChannel = {
  readonly type: ChannelType;
  readonly provider: string;
  readonly outcome: ChannelOutcome;
  readonly answers: RegistryAnswers;
  readonly at: Instant;
};

/** The channel results of a submission, the first recorded first. */
export async function loadChannels({ tx, actor }: Reader, submissionId: string): Promise<StoredChannel[]> {
  const { rows } = await tx.execute<
    Omit<StoredChannel, "at"> & { checked_at: string }
  >(sql`select type, provider, outcome,
      answers, checked_at
    from kyc_channels where submission_id = ${submissionId}::uuid and programme_id = ${actor.programmeId} order by id`);
  return rows.map(({ type, provider, outcome, answers, checked_at }) => ({
    type,
    provider,
    outcome,
    answers,
    at: toInstant(checked_at),
  }));
}

/** The findings of a submission's latest run of the checks; none before the first. */
export async function loadFindings(
  { tx, actor }: Reader,
  { id, checkRun }: { readonly id: string; readonly checkRun: number },
): Promise<Finding[]> {
  const { rows } = await tx.execute<{ findings: Finding[] }>(sql`select findings from kyc_check_runs
    where submission_id = ${id}::uuid and run = ${checkRun}::int and programme_id = ${actor.programmeId}`);
  return rows[0]?.findings ?? [];
}
