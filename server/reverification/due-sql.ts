import { type SQL, sql } from "drizzle-orm";
import { EXPIRY_STAGES, TRADE_KINDS } from "@/domain/reverification/policy";
import type { RuleRef } from "@/domain/shared/rule-ref";
import type { LocalDate } from "@/domain/shared/time";

const INSERT: SQL = sql.raw(
  "insert into rv_found (customer_id, account_id, kind, trigger_key, on_date, rule_id, rule_version, window_from, window_to, subject_id)",
);

/**
 * Open accounts never used since they were opened, whose months are over: the same as `dormantSinceOpening`. An account
 * opened before the ledger begins is not judged: what came before is not known here. `openedBefore`: opened on that day or
 * earlier, its months ended before today.
 */
export function dormantSql(
  of: { readonly programmeId: string; readonly today: LocalDate; readonly openedBefore: LocalDate },
  months: number,
  ref: RuleRef,
): SQL {
  const trade = sql.raw(TRADE_KINDS.map((kind) => `'${kind}'`).join(", "));
  return sql`${INSERT} select a.customer_id, a.id, 'dormant', a.id::text, (a.opened_on + make_interval(months => ${months}::int))::date,
      ${ref.ruleId}, ${ref.version}::int, a.opened_on, (a.opened_on + make_interval(months => ${months}::int))::date, a.id
    from accounts a
    where a.programme_id = ${of.programmeId} and a.status = 'open' and a.opened_on <= ${of.openedBefore}::date
      and (a.opened_on + make_interval(months => ${months}::int))::date < ${of.today}::date
      and a.opened_on >= (select (t.occurred_at at time zone 'Asia/Shanghai')::date from transactions t
        where t.programme_id = ${of.programmeId} order by t.occurred_at limit 1)
      and not exists (select from transactions t where t.customer_id = a.customer_id and t.account_id = a.id
        and t.business_date >= a.opened_on and t.retired_at is null and t.kind in (${trade}))
    on conflict do nothing`;
}

/**
 * Papers that have reached a stage before their end, at the latest stage each: the same as `expiryStage`. Who holds
 * another valid paper that lasts longer is not asked.
 */
export function expiringSql(of: { readonly programmeId: string; readonly today: LocalDate }, ref: RuleRef): SQL {
  const first = Math.max(...EXPIRY_STAGES);
  const stages = [...EXPIRY_STAGES].sort((a, b) => a - b);
  const stage = sql.join(
    stages.map((days) => sql`when d.valid_to - ${of.today}::date <= ${days}::int then ${String(days)}::text`),
    sql` `,
  );
  return sql`${INSERT} select d.customer_id, null, 'document-expiring', d.id || ':' || (case ${stage} end), ${of.today}::date,
      ${ref.ruleId}, ${ref.version}::int, ${of.today}::date, d.valid_to, d.id
    from identity_documents d join customers c on c.id = d.customer_id and c.status = 'active'
    where d.programme_id = ${of.programmeId} and d.status = 'valid' and d.valid_to <= ${of.today}::date + ${first}::int
      and not exists (select from identity_documents o where o.customer_id = d.customer_id and o.status = 'valid' and o.id <> d.id
        and (o.valid_to is null or o.valid_to > d.valid_to))
    on conflict do nothing`;
}
