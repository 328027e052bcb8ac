import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import type { IdentityWay } from "@/domain/closures/model";
import type { LapseReason, Paper, RefusalGround } from "@/domain/privacy/codes";
import type {
  FeeState,
  PrivacyDocument,
  RequestChannel,
  RequesterKind,
  RequestOutcome,
  RequestState,
  RequestStep,
  RequestType,
} from "@/domain/privacy/model";
import type { AskedDetails } from "@/domain/privacy/schema";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import type { Subject } from "@/server/kernel/vault";

/** Kind of the work item, and subject type, of a privacy request. */
export const REQUEST = "privacy-request";

export type StoredRequest = {
  readonly id: string;
  readonly number: string;
  readonly customerId: string | null;
  readonly type: RequestType;
  readonly document: PrivacyDocument;
  readonly channel: RequestChannel;
  readonly requester: RequesterKind;
  readonly state: RequestState;
  readonly outcome: RequestOutcome | null;
  readonly receivedAt: Instant;
  readonly dueRaw: LocalDate;
  readonly dueAt: Instant;
  readonly provisional: boolean;
  readonly late: boolean;
  readonly lateSince: Instant | null;
  readonly verifiedAt: Instant | null;
  readonly identityWay: IdentityWay | null;
  readonly papersAsked: readonly Paper[];
  readonly pausedSince: Instant | null;
  readonly wrongCodes: number;
  readonly approvalId: string | null;
  readonly proposedFrom: RequestState | null;
  /** Whether a plan was agreed to. */
  readonly planned: boolean;
  readonly packageId: string | null;
  readonly packageState: "asked" | "ready" | "failed" | null;
  readonly fee: { readonly state: FeeState; readonly minor: bigint; readonly quotedBy: string } | null;
  readonly version: number;
};

type Row = {
  id: string;
  number: string;
  customer_id: string | null;
  type: RequestType;
  document: PrivacyDocument;
  channel: RequestChannel;
  requester: RequesterKind;
  state: RequestState;
  outcome: RequestOutcome | null;
  received_at: string;
  due_raw: LocalDate;
  due_at: string;
  provisional: boolean;
  late: boolean;
  late_since: string | null;
  verified_at: string | null;
  identity_way: IdentityWay | null;
  papers_asked: Paper[];
  paused_since: string | null;
  wrong_codes: number;
  approval_id: string | null;
  proposed_from: RequestState | null;
  planned: boolean;
  package_id: string | null;
  package_state: StoredRequest["packageState"];
  fee_state: FeeState | null;
  fee_minor: string | null;
  fee_by: string | null;
  version: number;
};

const COLUMNS =
  sql.raw(`id, number, customer_id, type, document, channel, requester, state, outcome, received_at, due_raw::text as due_raw,
  due_at, provisional, late, late_since, verified_at, identity_way, papers_asked, paused_since, wrong_codes, approval_id,
  proposed_from, plan is not null as planned, package_id, package_state, fee_state, fee_minor, fee_by, version`);

const fromRow = (row: Row): StoredRequest => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  type: row.type,
  document: row.document,
  channel: row.channel,
  requester: row.requester,
  state: row.state,
  outcome: row.outcome,
  receivedAt: toInstant(row.received_at),
  dueRaw: row.due_raw,
  dueAt: toInstant(row.due_at),
  provisional: row.provisional,
  late: row.late,
  lateSince: toInstantOrNull(row.late_since),
  verifiedAt: toInstantOrNull(row.verified_at),
  identityWay: row.identity_way,
  papersAsked: row.papers_asked,
  pausedSince: toInstantOrNull(row.paused_since),
  wrongCodes: row.wrong_codes,
  approvalId: row.approval_id,
  proposedFrom: row.proposed_from,
  planned: row.planned,
  packageId: row.package_id,
  packageState: row.package_state,
  fee:
    row.fee_state && row.fee_minor && row.fee_by
      ? { state: row.fee_state, minor: BigInt(row.fee_minor), quotedBy: row.fee_by }
      : null,
  version: row.version,
});

type Reader = Pick<Scope, "tx" | "actor">;

/** The requests of the programme that a condition finds; locked, in the order of their ids, when asked. */
export async function findRequests({ tx, actor }: Reader, where: SQL, lock = false): Promise<readonly StoredRequest[]> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from privacy_requests
    where programme_id = ${actor.programmeId} and ${where} order by id ${lock ? sql`for update` : sql``}`);
  return rows.map(fromRow);
}

/** A request of the programme; locked when asked. Throws not-found otherwise. */
export async function loadRequest(
  reader: Reader,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredRequest> {
  const [found] = await findRequests(reader, sql`id = ${id}::uuid`, options.lock);
  return found ?? notFound();
}

/** What changes of a request; what is left out stays. */
export type RequestChange = {
  readonly state?: RequestState;
  readonly outcome?: RequestOutcome;
  readonly customerId?: string;
  readonly verifiedAt?: Instant;
  readonly verifiedBy?: string;
  readonly identityWay?: IdentityWay;
  readonly papersAsked?: readonly Paper[];
  readonly papersAskedAt?: Instant;
  readonly papersSeen?: readonly Paper[];
  readonly pausedSince?: Instant | null;
  readonly wrongCodes?: number;
  readonly late?: boolean;
  readonly lateSince?: Instant;
  readonly nearToldAt?: Instant;
  readonly startedBy?: string;
  readonly startedAt?: Instant;
  readonly approvalId?: string | null;
  readonly proposed?: "refusal" | "erasure" | null;
  readonly proposedFrom?: RequestState | null;
  readonly ground?: RefusalGround | null;
  readonly lapseReason?: LapseReason;
  readonly plan?: unknown;
  readonly packageId?: string;
  readonly packageState?: "asked" | "ready" | "failed";
  readonly correctionId?: string;
  readonly correctionNumber?: string;
  readonly correctionOutcome?: string | null;
  readonly joinedTo?: string;
  readonly feeState?: FeeState | null;
  readonly feeMinor?: bigint | null;
  readonly feeCurrency?: string | null;
  readonly feeBy?: string | null;
  readonly answeredBy?: string;
  readonly endedAt?: Instant;
  readonly wordsSealed?: Buffer;
  readonly askedSealed?: Buffer;
  readonly personSealed?: Buffer | null;
  readonly answerSealed?: Buffer;
};

const CASTS: Partial<Record<keyof RequestChange, string>> = {
  customerId: "uuid",
  verifiedAt: "timestamptz",
  papersAsked: "text[]",
  papersAskedAt: "timestamptz",
  papersSeen: "text[]",
  pausedSince: "timestamptz",
  wrongCodes: "int",
  late: "boolean",
  lateSince: "timestamptz",
  nearToldAt: "timestamptz",
  startedAt: "timestamptz",
  approvalId: "uuid",
  plan: "jsonb",
  packageId: "uuid",
  correctionId: "uuid",
  joinedTo: "uuid",
  feeMinor: "bigint",
  endedAt: "timestamptz",
  wordsSealed: "bytea",
  askedSealed: "bytea",
  personSealed: "bytea",
  answerSealed: "bytea",
};

const columnOf = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

function asParameter(key: keyof RequestChange, value: unknown): unknown {
  if (key === "plan") return JSON.stringify(value);
  if (typeof value === "bigint") return value.toString();
  return Array.isArray(value) ? sql.param([...value]) : value;
}

/** Saves a held request. Refuses `stale` where its row is no longer the one that was read; gives the next version. */
export async function saveRequest(
  { tx }: Pick<Scope, "tx">,
  request: Pick<StoredRequest, "id" | "version">,
  change: RequestChange,
): Promise<Result<number>> {
  const sets = (Object.keys(change) as (keyof RequestChange)[]).map(
    (key) => sql`${sql.raw(columnOf(key))} = ${asParameter(key, change[key])}::${sql.raw(CASTS[key] ?? "text")}`,
  );
  const saved =
    await tx.execute(sql`update privacy_requests set ${sql.join([...sets, sql`version = version + 1`], sql`, `)}
    where id = ${request.id}::uuid and version = ${request.version}::int`);
  return saved.rowCount === 1 ? decided(request.version + 1) : refuse("privacy.request.stale");
}

/** Writes down what happened to a request. `detail`: a code, number or day, never a person's. */
export async function addStep(
  { tx, actor, now, newId }: Pick<Scope, "tx" | "actor" | "now" | "newId">,
  requestId: string,
  step: RequestStep,
  detail: string | null = null,
  at: Instant = now,
): Promise<void> {
  await tx.execute(sql`insert into privacy_request_steps (id, programme_id, legal_entity_id, request_id, step, detail, actor_id, at)
    values (${newId()}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${requestId}::uuid, ${step}, ${detail}, ${actor.id},
      ${at}::timestamptz)`);
}

type SealedColumn = "words_sealed" | "asked_sealed" | "person_sealed" | "answer_sealed";

/** Where a text of a request is sealed. */
export const sealedPlace = (rowId: string, column: SealedColumn) => ({ table: "privacy_requests", column, rowId });

/** Under whose key: the customer's for casework where he has proven himself, else the request's own, matched or not. */
export const keyFor = (request: Pick<StoredRequest, "id" | "customerId" | "verifiedAt">): Subject =>
  request.customerId === null || request.verifiedAt === null
    ? { type: REQUEST, id: request.id, retentionClass: "casework" }
    : { type: "customer", id: request.customerId, retentionClass: "casework" };

/** Who asks for another, and what the caller of the public form says of himself. */
export type AskingPerson = {
  readonly person: { readonly name: string; readonly contact: string } | null;
  readonly claim: { readonly name: string; readonly phone: string } | null;
};
type SealedTexts = {
  words_sealed: Buffer;
  asked_sealed: Buffer;
  person_sealed: Buffer | null;
  answer_sealed: Buffer | null;
};
export type RequestTexts = {
  readonly words: string | null;
  readonly asked: AskedDetails;
  readonly who: AskingPerson;
  readonly answer: string | null;
};

/** The sealed texts of a request, opened; what can no longer be opened is null or empty. */
export async function textsOf({ tx, vault }: Pick<Scope, "tx" | "vault">, id: string): Promise<RequestTexts> {
  const { rows } = await tx.execute<SealedTexts>(sql`select words_sealed, asked_sealed, person_sealed, answer_sealed
    from privacy_requests where id = ${id}::uuid`);
  const row = rows[0] ?? notFound();
  const [words = null, asked = null, who = null, answer = null] = await vault.openAll(
    (["words_sealed", "asked_sealed", "person_sealed", "answer_sealed"] as const).map((column) => ({
      place: sealedPlace(id, column),
      sealed: row[column],
    })),
  );
  return {
    words,
    asked: asked === null ? {} : (JSON.parse(asked) as AskedDetails),
    who: who === null ? { person: null, claim: null } : (JSON.parse(who) as AskingPerson),
    answer,
  };
}
