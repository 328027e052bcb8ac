import { sql } from "drizzle-orm";
import { toInstantOrNull } from "@/db/schema/columns";
import type { QueryItem } from "@/domain/orders/electronic/messages";
import type { Candidate } from "@/domain/orders/electronic/model";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

type Row = {
  number: string;
  status: string;
  account_class: number;
  currency: string;
  opened_on: string;
  balance_minor: string | null;
  balance_at: string | null;
  kind: string;
  since: string;
  name: Buffer | null;
};

/** What a query is told of an account: the things it names and nothing besides. Measures of others are never told. */
export async function disclose(
  { tx, vault }: Scope,
  { accountId, customerId }: Candidate,
  items: readonly QueryItem[],
): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await tx.execute<Row>(sql`select a.number, a.status, a.account_class, a.currency, a.opened_on,
      a.balance_minor::text, a.balance_at, c.kind, c.since, c.name_sealed as name
    from accounts a join customers c on c.id = a.customer_id where a.id = ${accountId}::uuid`);
  const row = rows[0] ?? notFound();
  const place = { table: "customers", column: "name_sealed", rowId: customerId };
  const parts: Record<QueryItem, () => Promise<unknown>> = {
    account: async () => ({
      number: row.number,
      status: row.status,
      class: row.account_class,
      currency: row.currency,
      openedOn: row.opened_on,
    }),
    balance: async () => ({ minor: row.balance_minor, currency: row.currency, at: toInstantOrNull(row.balance_at) }),
    holder: async () => ({ kind: row.kind, name: await vault.open(place, row.name), since: row.since }),
  };
  const told: [string, unknown][] = [];
  for (const item of items) told.push([item, await parts[item]()]);
  return Object.fromEntries(told);
}
