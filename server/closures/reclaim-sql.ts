import { type SQL, sql } from "drizzle-orm";
import { LIVE_STATES } from "@/domain/controls/model";
import { TRADE_KINDS } from "@/domain/reverification/policy";
import type { LocalDate } from "@/domain/shared/time";

const list = (kinds: readonly string[]) => sql`${`{${kinds.join(",")}}`}::text[]`;

/** The last day an account was traded on; the house's own fee is no use. */
const lastUsed = sql`(select max(t.business_date) from transactions t where t.customer_id = a.customer_id
  and t.account_id = a.id and t.retired_at is null and t.kind = any(${list(TRADE_KINDS)}))`;

/**
 * What keeps an unused account from being reclaimed whatever its age (trap-reclaim): money on it, or a balance nobody told;
 * a measure; a closing under way; an open case of its customer, as everybody sees it; a customer who is gone.
 */
const FREE: SQL = sql`a.status = 'open' and a.balance_minor = 0
  and exists (select from customers c where c.id = a.customer_id and c.status = 'active')
  and not exists (select from measures m where m.account_id = a.id and m.state in ${["proposed", ...LIVE_STATES]})
  and not exists (select from closures k where k.account_id = a.id and k.state in ('requested', 'approved', 'paying-out', 'closing'))
  and not exists (select from loss_reports l where l.customer_id = a.customer_id and l.ended_at is null)
  and not exists (select from objections o where o.account_id = a.id and o.state = 'open')
  and not exists (select from work_items w where w.customer_id = a.customer_id and w.state = 'open' and w.clearance = 'general'
    and w.kind <> 'reclaim-candidate' and (w.account_id is null or w.account_id = a.id))`;

/**
 * Accounts of a programme that nobody has used or signed in to since a day, that day included, and that nothing else keeps:
 * `id, customer_id, opened_on, last_used, last_login`.
 */
export function idleAccounts(programmeId: string, before: LocalDate): SQL {
  return sql`select a.id, a.customer_id, a.opened_on::text as opened_on, u.last_used::text as last_used, l.last_on::text as last_login
    from accounts a left join closure_logins l on l.customer_id = a.customer_id
    cross join lateral (select ${lastUsed} as last_used) u
    where a.programme_id = ${programmeId} and a.opened_on <= ${before}::date and coalesce(l.last_on <= ${before}::date, true) and ${FREE}
      and not exists (select from transactions t where t.customer_id = a.customer_id and t.account_id = a.id
        and t.business_date > ${before}::date and t.retired_at is null and t.kind = any(${list(TRADE_KINDS)}))
    order by a.id`;
}
