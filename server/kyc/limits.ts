import { sql } from "drizzle-orm";
import { z } from "zod";
import { USE_OF } from "@/domain/kyc/balance-use";
import { BALANCE_USES, type BalancePayment, type Limits, limitsOf, usedAgainst } from "@/domain/kyc/limits";
import { accountLimits } from "@/domain/kyc/outputs";
import { addMonths, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";

/** Months before today in which a leg can count against a yearly cap, however the year is read: two years. */
const MONTHS_BACK = 24;

type DayRow = { day: LocalDate; kind: keyof typeof USE_OF; own_name: boolean; minor: string; unrated: number };

/** Payments out of an account's balance, summed by day; legs without a rate are counted apart. */
export async function balancePayments(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  account: { readonly id: string; readonly customerId: string },
  since: LocalDate | null,
): Promise<{ payments: BalancePayment[]; unrated: number }> {
  const { rows } = await tx.execute<DayRow>(sql`select t.business_date::text as day, t.kind,
      t.same_name or t.kind = 'withdrawal' as own_name, coalesce(sum(t.cny_minor), 0)::text as minor,
      count(*) filter (where t.cny_minor is null)::int as unrated
    from transactions t
    where t.customer_id = ${account.customerId}::uuid and t.account_id = ${account.id}::uuid
      and t.programme_id = ${actor.programmeId} and t.retired_at is null and t.direction = 'out'
      and t.kind in ${Object.keys(USE_OF)} ${since === null ? sql`` : sql`and t.business_date > ${since}::date`}
    group by 1, 2, 3`);
  return {
    payments: rows.flatMap((row) => {
      const use = USE_OF[row.kind];
      return use ? [{ use, ownName: row.own_name, on: row.day, minor: BigInt(row.minor) }] : [];
    }),
    unrated: rows.reduce((sum, row) => sum + row.unrated, 0),
  };
}

/** The first day before which nothing counts against a class's caps; null where everything does. */
const sinceOf = (limits: Limits, today: LocalDate): LocalDate | null =>
  limits.caps.some(({ window }) => window === "lifetime") ? null : addMonths(today, -MONTHS_BACK);

/** What an account of a person may do by its class, and what of it is used up today. None for an enterprise's. */
export const accountLimitsQuery = query({
  name: "kyc.account.limits",
  permission: "accounts.read",
  clearance: "general",
  input: z.object({ accountId: z.uuid() }),
  output: accountLimits,
  async resolve(scope, { accountId }) {
    const { tx, actor, rules, now } = scope;
    const { rows } = await tx.execute<{ customer_id: string; kind: string; account_class: 1 | 2 | 3 }>(sql`select
        a.customer_id, c.kind, a.account_class from accounts a join customers c on c.id = a.customer_id
      where a.id = ${accountId}::uuid and a.programme_id = ${actor.programmeId}`);
    const row = rows[0] ?? notFound();
    if (row.kind !== "person")
      return { accountClass: row.account_class, uses: [], usesBasis: null, caps: [], unrated: 0 };
    const today = shanghaiDate(now);
    const limits = limitsOf(row.account_class, rules, today);
    const account = { id: accountId, customerId: row.customer_id };
    const { payments, unrated } = await balancePayments(scope, account, sinceOf(limits, today));
    return {
      accountClass: row.account_class,
      uses: BALANCE_USES.filter((use) => limits.uses.includes(use)),
      usesBasis: limits.usesBasis,
      caps: limits.caps.map((cap) => {
        const { used, rolling } = usedAgainst(payments, cap, rules, today);
        return {
          basis: cap.basis,
          window: cap.window,
          ownName: cap.ownName,
          capMinor: cap.minor,
          usedMinor: used,
          rollingMinor: rolling,
        };
      }),
      unrated,
    };
  },
});
