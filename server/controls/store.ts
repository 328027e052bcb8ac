import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ControlledAccount, Measure } from "@/domain/controls/model";
import { shown } from "@/domain/controls/secrecy";
import { type AccountId, asId, type CustomerId } from "@/domain/shared/ids";
import type { Currency } from "@/domain/shared/money";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { newId } from "@/server/kernel/new-id";
import { writeNow } from "@/server/kernel/writes";
import { MEASURE_COLUMNS, type MeasureRow, SECRET_COLUMNS, type StoredMeasure, toMeasure } from "./measure-row";

export type { StoredMeasure } from "./measure-row";

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
  core_sequence: number;
  customer_number: string;
  customer_kind: "person" | "enterprise";
  name_sealed: Buffer | null;
  customer_version: number;
};

/** One account with its customer, held if asked. Undefined when it does not exist or may not be seen. */
export async function findAccount(tx: Tx, id: string, options: { lock: boolean }): Promise<AccountView | undefined> {
  const { rows } = await accountRows(tx, [id], options);
  return rows[0] && toView(rows[0]);
}

/** Accounts with their customers, held in the order of their ids, and the number of the last order to the core about each. */
export async function holdAccounts(
  tx: Tx,
  ids: readonly string[],
): Promise<readonly (AccountView & { readonly coreSequence: number })[]> {
  const { rows } = await accountRows(tx, ids, { lock: true });
  return rows.map((row) => ({ ...toView(row), coreSequence: row.core_sequence }));
}

function accountRows(tx: Tx, ids: readonly string[], options: { lock: boolean }) {
  const lock = options.lock ? sql`for update of a for share of c` : sql``;
  return tx.execute<AccountRow>(sql`select a.id, a.customer_id, a.number, a.account_class, a.currency, a.status,
      a.core_number_sealed, a.core_sequence, c.number as customer_number, c.kind as customer_kind, c.name_sealed,
      c.version as customer_version
    from accounts a join customers c on c.id = a.customer_id where a.id = any(${sql.param([...ids])}::uuid[])
    order by a.id ${lock}`);
}

const toView = (row: AccountRow): AccountView => ({
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
});

/** The customer's identity documents, each as text that changes when the document does. Holds no number. */
export async function documentVersions(tx: Tx, customerId: string): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ version: string }>(sql`select
      concat_ws('/', id, type, status, valid_from, valid_to, encode(sha256(number_sealed), 'hex')) as version
    from identity_documents where customer_id = ${customerId}::uuid order by id`);
  return rows.map(({ version }) => version);
}

/** Ids of the cards a customer has bound, whatever their state. Held, so that none leaves while a decision rests on it. */
export async function cardsOf(tx: Tx, customerId: string): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select b.id from accounts a join bound_cards b on b.account_id = a.id
      where a.customer_id = ${customerId}::uuid order by b.id for share of b`,
  );
  return rows.map(({ id }) => id);
}

async function measuresWhere(tx: Tx, where: SQL, lock: boolean): Promise<readonly StoredMeasure[]> {
  const { rows } = await tx.execute<MeasureRow>(sql`select ${MEASURE_COLUMNS}, ${SECRET_COLUMNS} from measures m
    left join measure_secrets t on t.measure_id = m.id where ${where} order by m.id ${lock ? sql`for update of m` : sql``}`);
  return rows.map(toMeasure);
}

/** All measures of an account, oldest first. Whoever changes one holds the account's row. */
export function measuresOf(tx: Tx, accountId: string, options: { lock: boolean }): Promise<readonly StoredMeasure[]> {
  return measuresWhere(tx, sql`m.account_id = ${accountId}::uuid`, options.lock);
}

/** All measures of held accounts, held too, oldest first. */
export const holdMeasures = (tx: Tx, accountIds: readonly string[]): Promise<readonly StoredMeasure[]> =>
  measuresWhere(tx, sql`m.account_id = any(${sql.param([...accountIds])}::uuid[])`, true);

/** All measures on the accounts of a customer, oldest first. */
export function measuresOfCustomer(tx: Tx, customerId: string): Promise<readonly StoredMeasure[]> {
  return measuresWhere(tx, sql`m.customer_id = ${customerId}::uuid`, false);
}

/** One measure; undefined when it does not exist or may not be seen. */
export async function findMeasure(tx: Tx, id: string, options: { lock: boolean }): Promise<StoredMeasure | undefined> {
  return (await measuresWhere(tx, sql`m.id = ${id}::uuid`, options.lock))[0];
}

/**
 * Writes a new measure: proposed by a person with his note, sealed for `note_sealed`, or instructed without one. Of a
 * secret one the table shows a restriction under review; the rest goes where only cleared people look.
 */
export async function insertMeasure(tx: Tx, actor: Owner, row: NewMeasure): Promise<void> {
  await writeNow(tx, measureInserts(actor, row));
}

type Owner = Pick<Actor, "programmeId" | "legalEntityId">;

export type NewMeasure = {
  readonly measure: Extract<Measure, { state: "proposed" | "instructed" }>;
  readonly number: string;
  readonly noteSealed: Buffer | null;
  /** The rule a secret measure is shown with. */
  readonly shownRule?: RuleRef;
};

/** The statements that write a new measure, as `insertMeasure` does. */
export function measureInserts(actor: Owner, row: NewMeasure): readonly SQL[] {
  const m = shown(row.measure);
  const rule = row.measure.secret && row.shownRule ? row.shownRule : m.rule;
  const instructedAt = "instructedAt" in m ? m.instructedAt : null;
  const open = sql`insert into measures (id, programme_id, legal_entity_id, clearance, number, account_id, customer_id, kind,
      source, reason_code, rule_id, rule_version, scope, amount_minor, target, starts_at, expires_at, note_sealed, review_on, state,
      requested_by, requested_at, approval_id, subject_type, subject_id, instructed_at)
    values (${m.id}, ${actor.programmeId}, ${actor.legalEntityId}, 'general', ${row.number}, ${m.accountId}, ${m.customerId}, ${m.kind},
      ${m.source}, ${m.reasonCode}, ${rule.ruleId}, ${rule.version}, ${m.scope}, ${m.amountMinor?.toString() ?? null}::bigint,
      ${m.target}, ${m.startsAt}::timestamptz, ${m.expiresAt}::timestamptz, ${row.noteSealed}, ${m.reviewOn}::date, ${m.state},
      ${m.requestedBy}, ${m.requestedAt}::timestamptz, ${m.approvalId}::uuid, ${m.subject?.type ?? null},
      ${m.subject?.id ?? null}::uuid, ${instructedAt}::timestamptz)`;
  return row.measure.secret ? [open, secretInsert(actor, row.measure)] : [open];
}

const secretInsert = (actor: Owner, m: Measure): SQL =>
  sql`insert into measure_secrets (id, programme_id, legal_entity_id, clearance, measure_id, kind, source, reason_code,
      rule_id, rule_version, requested_by, subject_type, subject_id, starts_at, expires_at)
    values (${newId()}, ${actor.programmeId}, ${actor.legalEntityId}, 'suspicion', ${m.id}, ${m.kind}, ${m.source}, ${m.reasonCode},
      ${m.rule.ruleId}, ${m.rule.version}, ${m.requestedBy}, ${m.subject?.type ?? ""}, ${m.subject?.id ?? null}::uuid,
      ${m.startsAt}::timestamptz, ${m.expiresAt}::timestamptz)`;

/**
 * Writes where a measure stands now. A dropped release leaves no trace in the row (the log keeps it); `releaseNote` is
 * sealed for the column `release_note_sealed`.
 */
export async function saveMeasure(tx: Tx, given: Measure, releaseNote?: Buffer): Promise<void> {
  const measure = shown(given);
  const release = "releaseReasonCode" in measure ? measure : null;
  const ended = "endedAt" in measure ? measure : null;
  const instructedAt = "instructedAt" in measure ? measure.instructedAt : null;
  const inForceAt = "inForceAt" in measure ? measure.inForceAt : null;
  const releasedAt = "releasedAt" in measure ? measure.releasedAt : null;
  const note = releaseNote ? sql`${releaseNote}` : release ? sql`release_note_sealed` : sql`null`;
  await tx.execute(sql`update measures set state = ${measure.state}, instructed_at = ${instructedAt}::timestamptz,
      in_force_at = ${inForceAt}::timestamptz, released_at = ${releasedAt}::timestamptz,
      starts_at = ${measure.startsAt}::timestamptz, expires_at = ${measure.expiresAt}::timestamptz,
      ended_at = ${ended?.endedAt ?? null}::timestamptz, noticed_at = ${ended?.noticedAt ?? null}::timestamptz,
      release_reason_code = ${release?.releaseReasonCode ?? null}, release_approval_id = ${release?.releaseApprovalId ?? null}::uuid,
      release_note_sealed = ${note}, lift_reason_code = ${measure.liftFor}, review_on = ${measure.reviewOn}::date, version = version + 1
    where id = ${measure.id}`);
  if (given.secret) await saveSecret(tx, given);
}

async function saveSecret(tx: Tx, m: Measure): Promise<void> {
  const release = "releaseReasonCode" in m ? m.releaseReasonCode : null;
  const endedAt = "endedAt" in m ? m.endedAt : null;
  await tx.execute(sql`update measure_secrets set expires_at = ${m.expiresAt}::timestamptz, lift_reason_code = ${m.liftFor},
      release_reason_code = ${release}, ended_at = ${endedAt}::timestamptz where measure_id = ${m.id}`);
}

/** Who looked at a measure after it was given. */
export async function saveReviewer(tx: Tx, measureId: string, by: string | null, at: Instant): Promise<void> {
  await tx.execute(
    sql`update measures set reviewed_by = ${by}::uuid, reviewed_at = ${at}::timestamptz where id = ${measureId}::uuid`,
  );
}

/** Why a measure was ended, sealed for `release_note_sealed`. */
export async function saveReleaseNote(tx: Tx, measureId: string, sealed: Buffer): Promise<void> {
  await tx.execute(sql`update measures set release_note_sealed = ${sealed} where id = ${measureId}::uuid`);
}
