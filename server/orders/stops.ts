import { sql } from "drizzle-orm";
import type { StandingOrder } from "@/domain/orders/model";
import type { Scope } from "@/server/kernel/scope";

/** Which stops count together: one office's in one case on one account. */
export type StopsOf = { readonly accountId: string; readonly authorityName: string; readonly caseNumber: string };

const same = (column: string, value: string) =>
  sql`normalize(btrim(${sql.raw(column)}), NFKC) = normalize(btrim(${value}::text), NFKC)`;

/** How often an account was stopped in one case by one office so far, renewals included, on paper and by the platform. */
export async function stopsGiven(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  { accountId, authorityName, caseNumber }: StopsOf,
): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`select (
      (select coalesce(sum(1 + renewals), 0) from orders where programme_id = ${actor.programmeId} and act = 'stop'
        and account_id = ${accountId}::uuid and state in ('registered', 'in-force', 'released', 'lapsed')
        and ${same("authority_name", authorityName)} and ${same("case_number", caseNumber)})
      + (select count(*) from electronic_orders o where programme_id = ${actor.programmeId}
        and account_id = ${accountId}::uuid and executed_at is not null and state <> 'refused'
        and ${same("authority", authorityName)} and ${same("case_number", caseNumber)}
        and (act = 'stop' or act = 'renew' and exists (select from electronic_orders s where s.id = o.of_order_id and s.act = 'stop')))
      + (select count(*) from orders r join electronic_orders s on s.id = r.about_id and s.act = 'stop'
        where r.programme_id = ${actor.programmeId} and r.act = 'renew' and r.state = 'executed'
        and r.account_id = ${accountId}::uuid and ${same("s.authority", authorityName)} and ${same("s.case_number", caseNumber)})
    )::int as n`);
  return rows[0]?.n ?? 0;
}

/** The same for a stop that there is; none for anything else. */
export async function stopsBy(scope: Pick<Scope, "tx" | "actor">, order: StandingOrder): Promise<number> {
  return order.act === "stop" && order.accountId ? stopsGiven(scope, { ...order, accountId: order.accountId }) : 0;
}
