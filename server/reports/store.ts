import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Exemption } from "@/domain/reports/codes";
import type { Candidate, CandidateState } from "@/domain/reports/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant, LocalDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";

/**
 * Whether candidate `c`'s sums are final now: they were when computed, and no unfinished import has put rows on that
 * customer's day since.
 */
export const FINAL_NOW: SQL = sql`(c.final and not exists (
  select from import_batches b, customers m, transactions t
  where b.state in ('incomplete', 'withdrawing') and m.party_id = c.party_id and m.legal_entity_id = c.legal_entity_id
    and t.customer_id = m.id and t.business_date = c.business_date and t.batch_id = b.id))`;

export type LockedCandidate = Candidate & {
  readonly id: string;
  readonly number: string;
  readonly rule: RuleRef;
  readonly cnySum: string;
  readonly usdSum: string | null;
  readonly transactionCount: number;
  readonly customerId: string;
};

type Row = {
  id: string;
  number: string;
  state: CandidateState;
  version: number;
  final: boolean;
  business_date: LocalDate;
  rule_id: string;
  rule_version: number;
  cny_sum: string;
  usd_sum: string | null;
  transaction_count: number;
  customer_id: string;
};

/** A candidate of the programme, locked for a decision; not-found otherwise. */
export async function lockCandidate(tx: Tx, programmeId: string, id: string): Promise<LockedCandidate> {
  await tx.execute(
    sql`select 1 from large_value_candidates where id = ${id}::uuid and programme_id = ${programmeId} for update`,
  );
  return findCandidate(tx, programmeId, id);
}

/** A candidate of the programme, as it stands; not-found otherwise. */
export async function findCandidate(tx: Tx, programmeId: string, id: string): Promise<LockedCandidate> {
  const { rows } =
    await tx.execute<Row>(sql`select c.id, c.number, c.state, c.version, ${FINAL_NOW} as final, c.business_date, c.rule_id,
      c.rule_version, c.cny_sum, c.usd_sum, c.transaction_count, c.customer_id
    from large_value_candidates c where c.id = ${id}::uuid and c.programme_id = ${programmeId}`);
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    version: row.version,
    final: row.final,
    businessDate: row.business_date,
    rule: { ruleId: row.rule_id, version: row.rule_version },
    cnySum: row.cny_sum,
    usdSum: row.usd_sum,
    transactionCount: row.transaction_count,
    customerId: row.customer_id,
  };
}

/** Records an exemption on a locked candidate: no report is owed. */
export async function setExempt(
  tx: Tx,
  id: string,
  by: { readonly exemption: Exemption; readonly approvalId: string; readonly now: Instant },
): Promise<void> {
  await tx.execute(sql`update large_value_candidates set state = 'exempt', exemption = ${by.exemption},
    exemption_approval_id = ${by.approvalId}::uuid, exempted_at = ${by.now}::timestamptz, version = version + 1 where id = ${id}::uuid`);
}

/** Takes the exemption of a locked candidate back. */
export async function setOpenAgain(tx: Tx, id: string): Promise<void> {
  await tx.execute(sql`update large_value_candidates set state = 'open', exemption = null, exemption_approval_id = null,
    exempted_at = null, version = version + 1 where id = ${id}::uuid`);
}

/** Marks a locked candidate as checked. */
export async function setConfirmed(tx: Tx, id: string): Promise<void> {
  await tx.execute(
    sql`update large_value_candidates set state = 'confirmed', version = version + 1 where id = ${id}::uuid`,
  );
}
