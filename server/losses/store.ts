import { type SQL, sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { provesNothing, type Way } from "@/domain/losses/identity";
import type {
  CallBackState,
  Cause,
  Check,
  CheckStage,
  NoticeChannel,
  ReportFacts,
  ReportState,
} from "@/domain/losses/model";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import type { CustomerId } from "@/domain/shared/ids";
import { addDuration, type Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { nextNumberSql } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";

/** Kinds of the work items of a report, and its subject type. */
export const LOSS_ITEM = "loss-report";
export const REVIEW_ITEM = "loss-review";

/** A report as it is stored. */
export type StoredReport = ReportFacts & {
  readonly id: string;
  readonly number: string;
  readonly customerId: CustomerId;
  readonly noticeAt: Instant;
  readonly reportedAt: Instant;
  readonly reportedBy: string;
  readonly instructedAt: Instant | null;
  readonly inForceAt: Instant | null;
  readonly stopUntil: Instant | null;
};

type Row = {
  id: string;
  number: string;
  customer_id: CustomerId;
  cause: Cause;
  state: ReportState;
  verified: boolean;
  call_back_state: CallBackState;
  notice_at: string;
  reported_at: string;
  reported_by: string;
  instructed_at: string | null;
  in_force_at: string | null;
  stop_until: string | null;
  version: number;
};

const COLUMNS = sql.raw(
  "id, number, customer_id, cause, state, verified, call_back_state, notice_at, reported_at, reported_by, instructed_at, in_force_at, stop_until, version",
);
const OPEN = sql.raw("('awaiting-lead', 'stopped', 'protected', 'evidence', 'confirmed', 'restoring', 'closing')");

const toReport = (row: Row): StoredReport => ({
  id: row.id,
  number: row.number,
  customerId: row.customer_id,
  cause: row.cause,
  state: row.state,
  verified: row.verified,
  callBack: row.call_back_state,
  noticeAt: toInstant(row.notice_at),
  reportedAt: toInstant(row.reported_at),
  reportedBy: row.reported_by,
  instructedAt: toInstantOrNull(row.instructed_at),
  inForceAt: toInstantOrNull(row.in_force_at),
  stopUntil: toInstantOrNull(row.stop_until),
  version: row.version,
});

type Reader = Pick<Scope, "tx" | "actor">;

async function reportWhere({ tx, actor }: Reader, where: SQL, lock: boolean): Promise<StoredReport | undefined> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from loss_reports
    where programme_id = ${actor.programmeId} and ${where} ${lock ? sql`for update` : sql``}`);
  return rows[0] && toReport(rows[0]);
}

/** A report of the programme, if there is one. */
export const findReport = (scope: Reader, id: string): Promise<StoredReport | undefined> =>
  reportWhere(scope, sql`id = ${id}::uuid`, false);

/** A report of the programme, locked when asked. Throws not-found otherwise. */
export async function loadReport(scope: Reader, id: string, options: { lock?: boolean } = {}): Promise<StoredReport> {
  return (await reportWhere(scope, sql`id = ${id}::uuid`, options.lock ?? false)) ?? notFound();
}

/** The open report of a customer; undefined without one. */
export const openReportOf = (scope: Reader, customerId: string): Promise<StoredReport | undefined> =>
  reportWhere(scope, sql`customer_id = ${customerId}::uuid and state in ${OPEN}`, false);

/** Locks a customer, so that two calls about him come one after the other. Throws not-found for one out of sight. */
export async function lockCustomer({ tx, actor }: Reader, customerId: string): Promise<{ id: CustomerId }> {
  const { rows } = await tx.execute<{ id: CustomerId }>(sql`select id from customers
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId} for update`);
  return rows[0] ?? notFound();
}

/** The statement that writes a new report. */
export function reportInsert({ actor, now }: Scope, report: StoredReport, callBackBy: Instant | null): SQL {
  return sql`insert into loss_reports (id, programme_id, legal_entity_id, number, customer_id, cause, state, verified,
      notice_at, reported_at, reported_by, instructed_at, verified_at, stop_until, call_back_state, call_back_by)
    values (${report.id}::uuid, ${actor.programmeId}, ${actor.legalEntityId}, ${report.number}, ${report.customerId}::uuid,
      ${report.cause}, ${report.state}, ${report.verified}, ${report.noticeAt}::timestamptz, ${now}::timestamptz,
      ${report.reportedBy}, ${report.instructedAt}::timestamptz, ${report.verified ? now : null}::timestamptz, ${report.stopUntil}::timestamptz,
      ${report.callBack}, ${callBackBy}::timestamptz)`;
}

/** What a command changes of a locked report. */
export type ReportChange = {
  readonly state?: ReportState;
  readonly verifiedAt?: Instant;
  readonly noticeAt?: Instant;
  readonly instructedAt?: Instant;
  readonly inForceAt?: Instant;
  readonly stopUntil?: Instant;
  readonly callBack?: CallBackState;
  readonly callBackBy?: Instant;
  readonly calledBack?: true;
  readonly policeNumberSealed?: Buffer;
  readonly confirmedAt?: Instant;
  readonly ended?: true;
};

/** Saves a locked report and raises its version. Gives the new version. */
export async function saveReport(
  { tx, actor, now }: Scope,
  report: Pick<StoredReport, "id">,
  to: ReportChange,
): Promise<number> {
  const at = (column: string, value: Instant | undefined) =>
    value === undefined ? [] : [sql`${sql.raw(column)} = ${value}::timestamptz`];
  const sets = [
    sql`version = version + 1`,
    ...(to.state ? [sql`state = ${to.state}`] : []),
    ...(to.verifiedAt
      ? [sql`verified = true, verified_at = coalesce(verified_at, ${to.verifiedAt}::timestamptz)`]
      : []),
    ...at("notice_at", to.noticeAt),
    ...at("instructed_at", to.instructedAt),
    ...at("in_force_at", to.inForceAt),
    ...at("stop_until", to.stopUntil),
    ...at("call_back_by", to.callBackBy),
    ...at("confirmed_at", to.confirmedAt),
    ...(to.callBack ? [sql`call_back_state = ${to.callBack}`] : []),
    ...(to.calledBack ? [sql`call_back_count = call_back_count + 1`] : []),
    ...(to.policeNumberSealed ? [sql`police_number_sealed = ${to.policeNumberSealed}`] : []),
    ...(to.ended ? [sql`ended_at = ${now}::timestamptz, ended_by = ${actor.id}`] : []),
  ];
  const { rows } = await tx.execute<{ version: number }>(sql`update loss_reports set ${sql.join(sets, sql`, `)}
    where id = ${report.id}::uuid and programme_id = ${actor.programmeId} returning version`);
  return rows[0]?.version ?? notFound();
}

/** The statement that appends a notice with its own times. */
export function noticeInsert(
  scope: Scope,
  report: Pick<StoredReport, "id" | "customerId">,
  notice: {
    readonly channel: NoticeChannel;
    readonly cause: Cause;
    readonly noticeAt: Instant;
    readonly verified: boolean;
    readonly points: number;
    readonly stopped: boolean;
  },
): SQL {
  const { actor, now } = scope;
  return sql`insert into loss_notices (id, programme_id, legal_entity_id, report_id, customer_id, channel, cause, notice_at,
      entered_at, entered_by, verified, points, stopped)
    values (${scope.newId()}, ${actor.programmeId}, ${actor.legalEntityId}, ${report.id}::uuid, ${report.customerId}::uuid,
      ${notice.channel}, ${notice.cause}, ${notice.noticeAt}::timestamptz, ${now}::timestamptz, ${actor.id}, ${notice.verified},
      ${notice.points}::int, ${notice.stopped})`;
}

/** Appends what a caller was asked and whether it matched. */
export async function insertChecks(
  scope: Scope,
  report: Pick<StoredReport, "id" | "cause">,
  stage: CheckStage,
  checks: readonly Check[],
  over?: Way,
): Promise<void> {
  await writeNow(scope.tx, checksInserts(scope, report, stage, { checks, over }));
}

/** The statement that does so; none where nothing was asked. */
export function checksInserts(
  scope: Scope,
  report: Pick<StoredReport, "id" | "cause">,
  stage: CheckStage,
  { checks, over }: { readonly checks: readonly Check[]; readonly over: Way | undefined },
): readonly SQL[] {
  if (checks.length === 0) return [];
  const { actor, now } = scope;
  const rows = checks.map(({ item, outcome }) => ({
    id: scope.newId(),
    item,
    outcome,
    counted: outcome === "matched" && !provesNothing(item, report.cause, LOSSES_POLICY, over),
  }));
  const write = sql`insert into loss_checks (id, programme_id, legal_entity_id, report_id, stage, item, outcome, counted, asked_at, asked_by)
    select r.id, ${actor.programmeId}, ${actor.legalEntityId}, ${report.id}::uuid, ${stage}, r.item, r.outcome, r.counted,
      ${now}::timestamptz, ${actor.id}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, item text, outcome text, counted boolean)`;
  return [write];
}

type Lately = { customer: number; colleague: number; cards: readonly ActiveCard[]; next: string | null };

/**
 * What a notice of a held customer meets, in one look: stops given to unverified callers within the house's window, about
 * him and by this colleague; the cards bound to his accounts; his open report, held, or the number of a new one.
 */
export async function standingOf({ tx, actor, now }: Scope, customerId: string) {
  const since = addDuration(now, { hours: -24 * LOSSES_POLICY.windowDays });
  const { rows } = await tx.execute<Lately & (Row | { id: null })>(sql`select r.*,
    case when r.id is null then ${nextNumberSql("loss-report")} end as next,
    coalesce((${activeCards(customerId)}), '[]') as cards,
    (select count(*)::int from loss_notices where customer_id = ${customerId}::uuid and stopped and entered_at > ${since}::timestamptz) as customer,
    (select count(*)::int from loss_notices where programme_id = ${actor.programmeId} and entered_by = ${actor.id} and stopped
      and entered_at > ${since}::timestamptz) as colleague
    from (select) as one left join (select ${COLUMNS} from loss_reports
      where programme_id = ${actor.programmeId} and customer_id = ${customerId}::uuid and state in ${OPEN} for update) as r on true`);
  const row = rows[0] ?? notFound();
  const stops = { forCustomer: row.customer, byColleague: row.colleague };
  return { stops, cards: row.cards, open: row.id === null ? undefined : toReport(row), number: row.next ?? "" };
}

/** A card that goes with its account. */
export type ActiveCard = { readonly id: string; readonly accountId: string };

/** The cards bound to a customer's accounts, as JSON. */
export const activeCards = (
  customerId: string,
): SQL => sql`select jsonb_agg(jsonb_build_object('id', b.id, 'accountId', b.account_id)
      order by b.account_id, b.id) from accounts a join bound_cards b on b.account_id = a.id and b.status = 'bound'
    where a.customer_id = ${customerId}::uuid`;
