import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant } from "@/db/schema/columns";
import type { ReleaseReason, RestrictionReason, SystemReason, SystemRelease } from "@/domain/controls/codes";
import type { ControlledAccount, Measure, MeasureScope, MeasureSource, MeasureState } from "@/domain/controls/model";
import { type AccountId, asId, type CustomerId, type MeasureId } from "@/domain/shared/ids";
import type { Currency } from "@/domain/shared/money";
import type { LocalDate } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";

/** An account as controls see it. `customerVersion` changes with the customer's record and identity documents. */
export type AccountView = ControlledAccount & {
  readonly number: string;
  readonly accountClass: number;
  readonly currency: Currency;
  readonly coreNumberSealed: Buffer;
  readonly customerNumber: string;
  readonly customerKind: "person" | "enterprise";
  readonly customerNameSealed: Buffer | null;
  readonly customerVersion: number;
};

type AccountRow = {
  id: string;
  customer_id: string;
  number: string;
  account_class: number;
  currency: string;
  status: "open" | "closed";
  core_number_sealed: Buffer;
  customer_number: string;
  customer_kind: "person" | "enterprise";
  name_sealed: Buffer | null;
  customer_version: number;
};

/** One account with its customer, held if asked. Undefined when it does not exist or may not be seen. */
export async function findAccount(tx: Tx, id: string, options: { lock: boolean }): Promise<AccountView | undefined> {
  const lock = options.lock ? sql`for update of a for share of c` : sql``;
  const { rows } =
    await tx.execute<AccountRow>(sql`select a.id, a.customer_id, a.number, a.account_class, a.currency, a.status,
      a.core_number_sealed, c.number as customer_number, c.kind as customer_kind, c.name_sealed, c.version as customer_version
    from accounts a join customers c on c.id = a.customer_id where a.id = ${id}::uuid ${lock}`);
  const row = rows[0];
  return (
    row && {
      id: asId<"account">(row.id) as AccountId,
      customerId: asId<"customer">(row.customer_id) as CustomerId,
      status: row.status,
      number: row.number,
      accountClass: row.account_class,
      currency: row.currency,
      coreNumberSealed: row.core_number_sealed,
      customerNumber: row.customer_number,
      customerKind: row.customer_kind,
      customerNameSealed: row.name_sealed,
      customerVersion: row.customer_version,
    }
  );
}

/** The customer's identity documents, each as text that changes when the document does. Holds no number. */
export async function documentVersions(tx: Tx, customerId: string): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ version: string }>(sql`select
      concat_ws('/', id, type, status, valid_from, valid_to, encode(sha256(number_sealed), 'hex')) as version
    from identity_documents where customer_id = ${customerId}::uuid order by id`);
  return rows.map(({ version }) => version);
}

/** A measure as stored: the domain's and what the screen needs besides. */
export type StoredMeasure = { readonly measure: Measure; readonly number: string; readonly version: number };

type MeasureRow = {
  id: string;
  number: string;
  account_id: string;
  customer_id: string;
  reason_code: string;
  rule_id: string;
  rule_version: number;
  scope: MeasureScope;
  amount_minor: string | null;
  review_on: string;
  state: MeasureState;
  source: MeasureSource;
  requested_by: string;
  requested_at: string;
  approval_id: string | null;
  subject_type: string | null;
  subject_id: string | null;
  lift_reason_code: string | null;
  instructed_at: string | null;
  in_force_at: string | null;
  release_reason_code: string | null;
  release_approval_id: string | null;
  released_at: string | null;
  version: number;
};

const MEASURE_COLUMNS = sql.raw(
  [
    "id",
    "number",
    "account_id",
    "customer_id",
    "reason_code",
    "rule_id",
    "rule_version",
    "scope",
    "amount_minor",
    "review_on",
    "state",
    "source",
    "requested_by",
    "requested_at",
    "approval_id",
    "subject_type",
    "subject_id",
    "lift_reason_code",
    "instructed_at",
    "in_force_at",
    "release_reason_code",
    "release_approval_id",
    "released_at",
    "version",
  ]
    .map((name) => `m.${name}`)
    .join(", "),
);

function toMeasure(row: MeasureRow): StoredMeasure {
  const facts = {
    id: asId<"measure">(row.id) as MeasureId,
    accountId: asId<"account">(row.account_id) as AccountId,
    customerId: asId<"customer">(row.customer_id) as CustomerId,
    kind: "restriction" as const,
    rule: { ruleId: row.rule_id, version: row.rule_version },
    scope: row.scope,
    amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
    reviewOn: row.review_on as LocalDate,
    requestedAt: toInstant(row.requested_at),
    liftFor: row.lift_reason_code as SystemRelease | null,
  };
  return { measure: withState(facts, row), number: row.number, version: row.version };
}

type Facts = Pick<Measure, "id" | "accountId" | "customerId" | "kind" | "rule" | "scope" | "amountMinor"> &
  Pick<Measure, "reviewOn" | "requestedAt" | "liftFor">;

/** Whoever asked for it, as the row says. The table's own check keeps the two sources apart. */
function originOf(row: MeasureRow) {
  return row.source === "system" ? bySystem(row) : byPeople(row);
}

function bySystem(row: MeasureRow) {
  return {
    source: "system" as const,
    reasonCode: row.reason_code as SystemReason,
    requestedBy: "system" as const,
    approvalId: null,
    subject: { type: row.subject_type ?? "", id: row.subject_id ?? "" },
  };
}

function byPeople(row: MeasureRow) {
  return {
    source: "own-judgement" as const,
    reasonCode: row.reason_code as RestrictionReason,
    requestedBy: asId<"person">(row.requested_by),
    approvalId: asId<"approval">(row.approval_id ?? ""),
    subject: null,
  };
}

function withState(facts: Facts, row: MeasureRow): Measure {
  const core = { ...facts, ...originOf(row) };
  const instructedAt = toInstant(row.instructed_at ?? row.requested_at);
  const held = { ...core, instructedAt, inForceAt: toInstant(row.in_force_at ?? row.requested_at) };
  const agreed = {
    releaseReasonCode: row.release_reason_code as ReleaseReason,
    releaseApprovalId: asId<"approval">(row.release_approval_id ?? ""),
  };
  const release =
    row.release_approval_id === null
      ? { releaseReasonCode: row.release_reason_code as SystemRelease, releaseApprovalId: null }
      : agreed;
  switch (row.state) {
    case "instructed":
    case "failed":
      return { ...core, instructedAt, state: row.state };
    case "in-force":
      return { ...held, state: row.state };
    case "release-proposed":
      return { ...held, ...agreed, state: row.state };
    case "release-instructed":
      return { ...held, ...release, state: row.state };
    case "released":
      return { ...held, ...release, releasedAt: toInstant(row.released_at ?? row.requested_at), state: row.state };
    case "proposed":
      return { ...facts, ...byPeople(row), state: row.state };
    default:
      return { ...facts, ...byPeople(row), state: row.state };
  }
}

async function measuresWhere(tx: Tx, where: SQL, lock: boolean): Promise<readonly StoredMeasure[]> {
  const { rows } = await tx.execute<MeasureRow>(
    sql`select ${MEASURE_COLUMNS} from measures m where ${where} order by m.id ${lock ? sql`for update` : sql``}`,
  );
  return rows.map(toMeasure);
}

/** All measures of an account, oldest first. Whoever changes one holds the account's row. */
export function measuresOf(tx: Tx, accountId: string, options: { lock: boolean }): Promise<readonly StoredMeasure[]> {
  return measuresWhere(tx, sql`m.account_id = ${accountId}::uuid`, options.lock);
}

/** One measure; undefined when it does not exist or may not be seen. */
export async function findMeasure(tx: Tx, id: string, options: { lock: boolean }): Promise<StoredMeasure | undefined> {
  return (await measuresWhere(tx, sql`m.id = ${id}::uuid`, options.lock))[0];
}

/** Writes a new measure: proposed by a person with his note, sealed for `note_sealed`, or instructed by the system without one. */
export async function insertMeasure(
  tx: Tx,
  actor: Pick<Actor, "programmeId" | "legalEntityId">,
  row: {
    measure: Extract<Measure, { state: "proposed" | "instructed" }>;
    number: string;
    noteSealed: Buffer | null;
  },
): Promise<void> {
  const { measure: m } = row;
  const instructedAt = "instructedAt" in m ? m.instructedAt : null;
  await tx.execute(sql`insert into measures (id, programme_id, legal_entity_id, clearance, number, account_id, customer_id, kind,
      source, reason_code, rule_id, rule_version, scope, amount_minor, note_sealed, review_on, state, requested_by, requested_at,
      approval_id, subject_type, subject_id, instructed_at)
    values (${m.id}, ${actor.programmeId}, ${actor.legalEntityId}, 'general', ${row.number}, ${m.accountId}, ${m.customerId}, ${m.kind},
      ${m.source}, ${m.reasonCode}, ${m.rule.ruleId}, ${m.rule.version}, ${m.scope}, ${m.amountMinor?.toString() ?? null}::bigint,
      ${row.noteSealed}, ${m.reviewOn}::date, ${m.state}, ${m.requestedBy}, ${m.requestedAt}::timestamptz, ${m.approvalId}::uuid,
      ${m.subject?.type ?? null}, ${m.subject?.id ?? null}::uuid, ${instructedAt}::timestamptz)`);
}

/**
 * Writes where a measure stands now. A dropped release leaves no trace in the row (the log keeps it); `releaseNote` is
 * sealed for the column `release_note_sealed`.
 */
export async function saveMeasure(tx: Tx, measure: Measure, releaseNote?: Buffer): Promise<void> {
  const release = "releaseReasonCode" in measure ? measure : null;
  const instructedAt = "instructedAt" in measure ? measure.instructedAt : null;
  const inForceAt = "inForceAt" in measure ? measure.inForceAt : null;
  const releasedAt = "releasedAt" in measure ? measure.releasedAt : null;
  const note = releaseNote ? sql`${releaseNote}` : release ? sql`release_note_sealed` : sql`null`;
  await tx.execute(sql`update measures set state = ${measure.state}, instructed_at = ${instructedAt}::timestamptz,
      in_force_at = ${inForceAt}::timestamptz, released_at = ${releasedAt}::timestamptz,
      release_reason_code = ${release?.releaseReasonCode ?? null}, release_approval_id = ${release?.releaseApprovalId ?? null}::uuid,
      release_note_sealed = ${note}, lift_reason_code = ${measure.liftFor}, review_on = ${measure.reviewOn}::date, version = version + 1
    where id = ${measure.id}`);
}
