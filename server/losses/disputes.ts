import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import { phaseOf } from "@/domain/losses/times";
import { decided, type Result, refuse } from "@/domain/shared/result";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import type { StoredReport } from "./store";

type LegRow = {
  id: string;
  direction: string;
  business_date: string;
  occurred_at: string;
  amount_minor: string;
  currency: string;
};

/**
 * Makes these movements the disputed ones of a report, each labelled by where it lies. The list is taken whole: refuses it
 * where one is not a live movement of this customer, or brought money in.
 */
export async function setDisputes(
  scope: Scope,
  report: StoredReport,
  transactionIds: readonly string[],
): Promise<Result<{ added: number; removed: number; total: number }>> {
  const { tx, actor, now, rules } = scope;
  const wanted = [...new Set(transactionIds)];
  const legs = await legsOf(scope, report, wanted);
  if (legs.length !== wanted.length) return refuse("losses.dispute.not-customers", { field: "transactionIds" });
  if (legs.some(({ direction }) => direction !== "out"))
    return refuse("losses.dispute.not-money-out", { field: "transactionIds" });
  const basis: RuleRef[] = [];
  const values = legs.map((leg) => {
    const phase = phaseOf(toInstant(leg.occurred_at), report, rules, now);
    basis.push(...phase.basis);
    return { ...leg, row_id: scope.newId(), phase: phase.ok ? phase.value : "before-notice" };
  });
  const removed = await tx.execute(sql`delete from loss_disputes where report_id = ${report.id}::uuid
    and not (transaction_id = any(${`{${wanted.join(",")}}`}::uuid[]))`);
  const added =
    await tx.execute(sql`insert into loss_disputes (id, programme_id, legal_entity_id, report_id, transaction_id, business_date,
      occurred_at, amount_minor, currency, phase, added_at, added_by)
    select r.row_id, ${actor.programmeId}, ${actor.legalEntityId}, ${report.id}::uuid, r.id, r.business_date, r.occurred_at,
      r.amount_minor, r.currency, r.phase, ${now}::timestamptz, ${actor.id}
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as r (row_id uuid, id uuid, business_date date, occurred_at timestamptz,
      amount_minor bigint, currency text, phase text)
    on conflict (report_id, transaction_id) do nothing`);
  return decided({ added: added.rowCount ?? 0, removed: removed.rowCount ?? 0, total: wanted.length }, [
    ...new Map(basis.map((ref) => [ref.ruleId, ref])).values(),
  ]);
}

async function legsOf({ tx, actor }: Scope, { customerId }: StoredReport, ids: readonly string[]): Promise<LegRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await tx.execute<LegRow>(sql`select id, direction, business_date::text as business_date, occurred_at,
      amount_minor::text as amount_minor, currency
    from transactions where customer_id = ${customerId}::uuid and programme_id = ${actor.programmeId} and retired_at is null
      and id in ${ids}`);
  return rows;
}

/** Labels the disputed movements anew: the notice or the protection moved. */
export async function relabelDisputes(
  { tx }: Pick<Scope, "tx">,
  { id, noticeAt, inForceAt }: { readonly id: string; readonly noticeAt: Instant; readonly inForceAt: Instant | null },
): Promise<void> {
  await tx.execute(sql`update loss_disputes set phase = case
      when occurred_at < ${noticeAt}::timestamptz then 'before-notice'
      when occurred_at >= ${inForceAt}::timestamptz then 'after-protection' else 'before-protection' end
    where report_id = ${id}::uuid`);
}
