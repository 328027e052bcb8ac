import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { RequestReason } from "@/domain/kyc/codes";
import type { DocumentKind, RequestGround, RequestState } from "@/domain/kyc/model";
import { KYC_POLICY } from "@/domain/kyc/policy";
import { addDays, type Instant, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";

/** What was asked of a customer, as it is stored. */
export type StoredRequest = {
  readonly id: string;
  readonly number: string;
  readonly customerId: string;
  readonly ground: RequestGround;
  /** The submission it asks again about; null for a re-verification. */
  readonly submissionId: string | null;
  /** The review it was made for; null at the bench. */
  readonly subjectId: string | null;
  readonly documents: readonly DocumentKind[];
  readonly reasons: readonly RequestReason[];
  readonly state: RequestState;
  readonly dueOn: LocalDate;
  readonly askedAt: Instant;
  readonly answeredBy: string | null;
  readonly endedAt: Instant | null;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  customer_id: string;
  ground: RequestGround;
  submission_id: string | null;
  subject_id: string | null;
  documents: DocumentKind[];
  reasons: RequestReason[];
  state: RequestState;
  due_on: LocalDate;
  asked_at: string;
  answered_by: string | null;
  ended_at: string | null;
  version: number;
};

const COLUMNS = sql.raw(
  "id, number, customer_id, ground, submission_id, subject_id, documents, reasons, state, due_on, asked_at, answered_by, ended_at, version",
);

const toRequest = (row: Row): StoredRequest => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  ground: row.ground,
  submissionId: row.submission_id,
  subjectId: row.subject_id,
  documents: row.documents,
  reasons: row.reasons,
  state: row.state,
  dueOn: row.due_on,
  askedAt: toInstant(row.asked_at),
  answeredBy: row.answered_by,
  endedAt: toInstantOrNull(row.ended_at),
  version: row.version,
});

type Reader = Pick<Scope, "tx" | "actor">;

/** A request by its id, locked when asked; undefined when there is none for this actor. */
export async function loadRequest(
  { tx, actor }: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredRequest | undefined> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from kyc_requests
    where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  return rows[0] && toRequest(rows[0]);
}

/** The requests of a customer, the newest first, at most 100. */
export async function requestsOf({ tx, actor }: Reader, customerId: string): Promise<StoredRequest[]> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from kyc_requests
    where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} order by asked_at desc, id desc limit 100`);
  return rows.map(toRequest);
}

/** The open request that asks again about a submission; undefined when none is open. */
export async function openRequestOf({ tx, actor }: Reader, submissionId: string): Promise<StoredRequest | undefined> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from kyc_requests
    where submission_id = ${submissionId}::uuid and programme_id = ${actor.programmeId} and state = 'open'
    order by asked_at desc limit 1 for update`);
  return rows[0] && toRequest(rows[0]);
}

/** What is to be asked. `reasons` are what the customer is told (`kyc.letters`). */
export type NewRequest = {
  readonly customerId: string;
  readonly ground: RequestGround;
  readonly submissionId?: string;
  readonly subjectId?: string;
  readonly documents: readonly DocumentKind[];
  readonly reasons: readonly RequestReason[];
};

export type OpenedRequest = {
  readonly id: string;
  readonly number: string;
  readonly dueOn: LocalDate;
  readonly audit: AuditEvent;
};

/**
 * Asks a customer for papers, within the caller's command. No rule gives a term, so the date is the house's wish
 * (`KYC_POLICY.requestDays`) and no clock of the law runs. The entry is also what other systems are told by.
 */
export async function openRequest(scope: Scope, request: NewRequest): Promise<OpenedRequest> {
  const { tx, actor, now, newId } = scope;
  const id = newId<"kyc-request">();
  const number = await takeNumber(tx, "kyc-request");
  const dueOn = addDays(shanghaiDate(now), KYC_POLICY.requestDays);
  await tx.execute(sql`insert into kyc_requests (id, programme_id, legal_entity_id, number, customer_id, ground, submission_id,
      subject_id, documents, reasons, state, due_on, asked_by, asked_at)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${request.customerId}::uuid, ${request.ground},
      ${request.submissionId ?? null}::uuid, ${request.subjectId ?? null}::uuid, ${JSON.stringify(request.documents)}::jsonb,
      ${JSON.stringify(request.reasons)}::jsonb, 'open', ${dueOn}::date, ${actor.id}, ${now}::timestamptz)`);
  const data = {
    number,
    customerId: request.customerId,
    ground: request.ground,
    documents: [...request.documents],
    reasons: [...request.reasons],
    dueOn,
  };
  return { id, number, dueOn, audit: { kind: "kyc.request.open", subject: { type: "kyc-request", id }, data } };
}

const WORDS = {
  answered: "kyc.request.answer",
  withdrawn: "kyc.request.withdraw",
  lapsed: "kyc.request.lapse",
} as const;

/** Ends a locked request: answered by a submission, withdrawn because its ground fell away, or lapsed. Gives the entry. */
export async function endRequest(
  { tx, now }: Pick<Scope, "tx" | "now">,
  request: StoredRequest,
  state: keyof typeof WORDS,
  answeredBy: string | null = null,
): Promise<AuditEvent> {
  await tx.execute(sql`update kyc_requests set state = ${state}, answered_by = coalesce(${answeredBy}::uuid, answered_by),
      ended_at = ${now}::timestamptz, version = version + 1 where id = ${request.id}::uuid`);
  return {
    kind: WORDS[state],
    subject: { type: "kyc-request", id: request.id },
    data: { number: request.number, customerId: request.customerId, ...(answeredBy && { submissionId: answeredBy }) },
  };
}

/** Open requests whose day lies before `today`, locked, the oldest first; those others work on are left to them. */
export async function overdueRequests({ tx, actor }: Reader, today: LocalDate, most: number): Promise<StoredRequest[]> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from kyc_requests
    where programme_id = ${actor.programmeId} and state = 'open' and due_on < ${today}::date
    order by due_on, id limit ${most} for update skip locked`);
  return rows.map(toRequest);
}
