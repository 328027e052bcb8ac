import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type {
  AccountClass,
  DocumentKind,
  Origin,
  Purpose,
  SubjectKind,
  SubmissionId,
  SubmissionState,
} from "@/domain/kyc/model";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

export {
  findDocument,
  loadChannels,
  loadDocuments,
  loadFindings,
  type StoredChannel,
  type StoredDocument,
} from "./document-store";
export { openDeclared, openOwners, openReadings, sealDeclared, sealReadings } from "./sealed";

type Reader = Pick<Scope, "tx" | "actor">;

/** A submission as it is stored; what was declared stays sealed (`openDeclared`). */
export type StoredSubmission = {
  readonly id: SubmissionId;
  readonly number: string;
  readonly customerId: string;
  readonly purpose: Purpose;
  readonly subject: SubjectKind;
  readonly origin: Origin;
  readonly state: SubmissionState;
  readonly expected: readonly DocumentKind[];
  readonly faceToFace: boolean;
  readonly requestedClass: AccountClass | null;
  readonly requestId: string | null;
  /** The latest run of the checks; 0 before the first. */
  readonly checkRun: number;
  readonly failed: number;
  readonly warned: number;
  readonly receivedBy: string;
  readonly receivedAt: Instant;
  readonly readyAt: Instant | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly outcomeClass: AccountClass | null;
  readonly declaredSealed: Buffer;
  readonly phoneKey: Buffer | null;
  readonly idKey: Buffer | null;
  readonly version: number;
};

type SubmissionRow = {
  id: SubmissionId;
  number: string;
  customer_id: string;
  kind: Purpose;
  subject_kind: SubjectKind;
  origin: Origin;
  status: SubmissionState;
  expected: DocumentKind[];
  face_to_face: boolean;
  requested_class: AccountClass | null;
  request_id: string | null;
  check_run: number;
  failed: number;
  warned: number;
  received_by: string;
  received_at: string;
  ready_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  outcome_class: AccountClass | null;
  payload_sealed: Buffer;
  phone_key: Buffer | null;
  id_key: Buffer | null;
  version: number;
};

const COLUMNS =
  sql.raw(`id, number, customer_id, kind, subject_kind, origin, status, expected, face_to_face, requested_class,
  request_id, check_run, failed, warned, received_by, received_at, ready_at, decided_by, decided_at, outcome_class,
  payload_sealed, phone_key, id_key, version`);

function toSubmission(row: SubmissionRow): StoredSubmission {
  return {
    id: row.id,
    number: row.number,
    customerId: row.customer_id,
    purpose: row.kind,
    subject: row.subject_kind,
    origin: row.origin,
    state: row.status,
    expected: row.expected,
    faceToFace: row.face_to_face,
    requestedClass: row.requested_class,
    requestId: row.request_id,
    checkRun: row.check_run,
    failed: row.failed,
    warned: row.warned,
    receivedBy: row.received_by,
    receivedAt: toInstant(row.received_at),
    readyAt: toInstantOrNull(row.ready_at),
    decidedBy: row.decided_by,
    decidedAt: toInstantOrNull(row.decided_at),
    outcomeClass: row.outcome_class,
    declaredSealed: row.payload_sealed,
    phoneKey: row.phone_key,
    idKey: row.id_key,
    version: row.version,
  };
}

async function submissionsWhere({ tx, actor }: Reader, which: SQL): Promise<StoredSubmission[]> {
  const { rows } = await tx.execute<SubmissionRow>(
    sql`select ${COLUMNS} from kyc_submissions where programme_id = ${actor.programmeId} and ${which}`,
  );
  return rows.map(toSubmission);
}

/** A submission of the programme, locked when asked; undefined when there is none for this actor. */
export async function loadSubmission(
  scope: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredSubmission | undefined> {
  const [found] = await submissionsWhere(scope, sql`id = ${id}::uuid ${options.lock ? sql`for update` : sql``}`);
  return found;
}

/** The submissions of a customer in these states, locked, the oldest first. */
export function submissionsOf(
  scope: Reader,
  customerId: string,
  states: readonly SubmissionState[],
): Promise<StoredSubmission[]> {
  return submissionsWhere(
    scope,
    sql`customer_id = ${customerId}::uuid and status in ${states} order by received_at, id for update`,
  );
}

/** What of a submission changes. What is left out stays. */
export type SubmissionChange = {
  readonly state?: SubmissionState;
  readonly checkRun?: number;
  readonly failed?: number;
  readonly warned?: number;
  readonly readyAt?: Instant | null;
  readonly decidedBy?: string | null;
  readonly decidedAt?: Instant | null;
  readonly outcomeClass?: AccountClass | null;
  readonly expected?: readonly DocumentKind[];
};

/**
 * Writes a change if the submission still has the version it was loaded with, and gives the new version; undefined when
 * somebody was faster.
 */
export async function saveSubmission(
  { tx, actor }: Reader,
  submission: Pick<StoredSubmission, "id" | "version">,
  change: SubmissionChange,
): Promise<number | undefined> {
  const parts: SQL[] = [sql`version = version + 1`];
  const set = (value: unknown, part: SQL) => value !== undefined && parts.push(part);
  set(change.state, sql`status = ${change.state}`);
  set(change.checkRun, sql`check_run = ${change.checkRun}::int`);
  set(change.failed, sql`failed = ${change.failed}::int`);
  set(change.warned, sql`warned = ${change.warned}::int`);
  set(change.readyAt, sql`ready_at = ${change.readyAt ?? null}::timestamptz`);
  set(change.decidedBy, sql`decided_by = ${change.decidedBy ?? null}`);
  set(change.decidedAt, sql`decided_at = ${change.decidedAt ?? null}::timestamptz`);
  set(change.outcomeClass, sql`outcome_class = ${change.outcomeClass ?? null}::int`);
  if (change.expected) parts.push(sql`expected = ${JSON.stringify(change.expected)}::jsonb`);
  const { rows } = await tx.execute<{ version: number }>(sql`update kyc_submissions set ${sql.join(parts, sql`, `)}
    where id = ${submission.id}::uuid and programme_id = ${actor.programmeId} and version = ${submission.version}::int
    returning version`);
  return rows[0]?.version;
}
