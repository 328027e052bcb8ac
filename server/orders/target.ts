import { sql } from "drizzle-orm";
import type { PaperInput } from "@/domain/orders/schema";
import { findByNumber } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";
import { candidatesFor } from "./electronic/candidates";

/** An account that an order is about, locked. `balanceMinor`: as last told by the core, in minor units; null before it was. */
export type TargetAccount = {
  readonly accountId: string;
  readonly customerId: string;
  readonly currency: string;
  readonly balanceMinor: bigint | null;
};

/** What a paper is about: a customer, and the accounts that are meant. Undefined where the house knows none such. */
export type Target = { readonly customerId: string; readonly accounts: readonly TargetAccount[] };

type Row = { id: string; customer_id: string; currency: string; balance_minor: string | null };

const toAccount = (row: Row): TargetAccount => ({
  accountId: row.id,
  customerId: row.customer_id,
  currency: row.currency,
  balanceMinor: row.balance_minor === null ? null : BigInt(row.balance_minor),
});

/**
 * Finds whom a paper names: an account by the house's number or the core's, or a customer with all his open accounts. Only
 * an exact and single match counts; accounts are locked in the order of their ids. A query may be about a closed one.
 */
export async function findTarget(
  scope: Scope,
  { target, targetName: name, act }: Pick<PaperInput, "target" | "targetName" | "act">,
): Promise<Target | undefined> {
  const statuses = act === "query" ? ["open", "closed"] : ["open"];
  const said = name.trim();
  if (target === "reserve" || said === "") return undefined;
  if (target === "customer") {
    const customer = await findByNumber(scope, said);
    return (
      customer && {
        customerId: customer.id,
        accounts: await lockAccounts(scope, sql`customer_id = ${customer.id}::uuid`, statuses),
      }
    );
  }
  const { candidates } = await candidatesFor(scope, { accountNumber: said });
  const [only, ...others] = candidates;
  if (!only || others.length > 0) return undefined;
  const accounts = await lockAccounts(scope, sql`id = ${only.accountId}::uuid`, statuses);
  return accounts.length > 0 ? { customerId: only.customerId, accounts } : undefined;
}

async function lockAccounts(
  { tx, actor }: Scope,
  where: ReturnType<typeof sql>,
  statuses: readonly string[],
): Promise<TargetAccount[]> {
  const { rows } = await tx.execute<Row>(sql`select id, customer_id, currency, balance_minor from accounts
    where programme_id = ${actor.programmeId} and status in ${[...statuses]} and ${where} order by id for update`);
  return rows.map(toAccount);
}
