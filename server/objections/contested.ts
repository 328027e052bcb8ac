import { type SQL, sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { isLive, type MeasureScope, type MeasureSource, type MeasureState } from "@/domain/controls/model";
import type { ContestedMeasure } from "@/domain/objections/model";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/**
 * A measure as everybody may see it, whoever looks: what stands in its own row. What a secret paper truly is stands
 * elsewhere and is not asked for here, so that neither term nor answer of an objection tells of it.
 */
export type SeenMeasure = ContestedMeasure & {
  readonly id: string;
  readonly number: string;
  readonly accountId: string;
  readonly accountNumber: string;
  readonly customerId: string;
  readonly currency: string;
  readonly state: MeasureState;
  readonly givenAt: Instant;
  readonly requestedBy: string;
  readonly approvalId: string | null;
  /** Who looked at it after it was given; null while nobody has. */
  readonly reviewedBy: string | null;
};

type Row = {
  id: string;
  number: string;
  account_id: string;
  account_number: string;
  customer_id: string;
  currency: string;
  source: MeasureSource;
  reason_code: string;
  scope: MeasureScope;
  amount_minor: string | null;
  target: string | null;
  state: MeasureState;
  requested_at: string;
  requested_by: string;
  approval_id: string | null;
  reviewed_by: string | null;
};

const COLUMNS = sql`m.id, m.number, m.account_id, a.number as account_number, m.customer_id, a.currency, m.source, m.reason_code,
  m.scope, m.amount_minor, m.target, m.state, m.requested_at, m.requested_by, m.approval_id,
  coalesce(m.reviewed_by, (select o.reviewed_by from orders o where o.id = m.subject_id and m.subject_type = 'order')) as reviewed_by`;

const toSeen = (row: Row): SeenMeasure => ({
  id: row.id,
  number: row.number,
  accountId: row.account_id,
  accountNumber: row.account_number,
  customerId: row.customer_id,
  currency: row.currency,
  source: row.source,
  reasonCode: row.reason_code,
  scope: row.scope,
  amountMinor: row.amount_minor === null ? null : BigInt(row.amount_minor),
  target: row.target,
  state: row.state,
  live: isLive(row),
  givenAt: toInstant(row.requested_at),
  requestedBy: row.requested_by,
  approvalId: row.approval_id,
  reviewedBy: row.reviewed_by,
});

async function seenWhere({ tx, actor }: Pick<Scope, "tx" | "actor">, where: SQL): Promise<readonly SeenMeasure[]> {
  const { rows } = await tx.execute<Row>(sql`select ${COLUMNS} from measures m join accounts a on a.id = m.account_id
    where m.programme_id = ${actor.programmeId} and ${where}`);
  return rows.map(toSeen);
}

/** A measure of the programme; undefined where there is none to be seen. */
export async function seenMeasure(
  scope: Pick<Scope, "tx" | "actor">,
  id: string,
  options: { lock?: boolean } = {},
): Promise<SeenMeasure | undefined> {
  return (await seenWhere(scope, sql`m.id = ${id}::uuid ${options.lock ? sql`for update of a` : sql``}`))[0];
}

/** The live measures of a customer, oldest first. */
export async function liveMeasuresOf(
  scope: Pick<Scope, "tx" | "actor">,
  customerId: string,
): Promise<readonly SeenMeasure[]> {
  const found = await seenWhere(scope, sql`m.customer_id = ${customerId}::uuid order by m.requested_at, m.id`);
  return found.filter(({ live }) => live);
}

/** The people who gave a measure: who asked for it, and who agreed. */
export async function giversOf(
  { tx }: Pick<Scope, "tx">,
  measure: Pick<SeenMeasure, "requestedBy" | "approvalId">,
): Promise<readonly string[]> {
  const asked = measure.requestedBy === "system" ? [] : [measure.requestedBy];
  if (measure.approvalId === null) return asked;
  const { rows } = await tx.execute<{ maker_id: string; checker_id: string | null }>(
    sql`select maker_id, checker_id from approvals where id = ${measure.approvalId}::uuid`,
  );
  return [...asked, ...rows.flatMap(({ maker_id, checker_id }) => [maker_id, ...(checker_id ? [checker_id] : [])])];
}
