import { sql } from "drizzle-orm";
import type { Scope } from "@/server/kernel/scope";
import type { ScreenedParty } from "./screen";

type Value = {
  customer_id: string;
  kind: "name" | "document";
  table_name: string;
  column_name: string;
  row_id: string;
  sealed: Buffer;
};

/**
 * Whom the house knows under these customers: the customer by name and papers, and behind an enterprise its
 * representatives and owners, in clear for comparing. Ended ones are left out. In the order of the ids.
 */
export async function partiesOf(scope: Scope, customerIds: readonly string[]): Promise<ScreenedParty[]> {
  if (customerIds.length === 0) return [];
  const ids = sql`any(${`{${customerIds.join(",")}}`}::uuid[])`;
  const { rows } = await scope.tx.execute<Value>(sql`
    select id as customer_id, 'name' as kind, 'customers' as table_name, 'name_sealed' as column_name, id as row_id, name_sealed as sealed
      from customers where id = ${ids} and name_sealed is not null
    union all select customer_id, 'document', 'identity_documents', 'number_sealed', id, number_sealed
      from identity_documents where customer_id = ${ids}
    union all select customer_id, 'name', 'representatives', 'name_sealed', id, name_sealed
      from representatives where customer_id = ${ids} and ended_at is null
    union all select customer_id, 'document', 'representatives', 'document_sealed', id, document_sealed
      from representatives where customer_id = ${ids} and ended_at is null
    union all select customer_id, 'name', 'ownership_stakes', 'name_sealed', id, name_sealed
      from ownership_stakes where customer_id = ${ids} and ended_at is null
    union all select customer_id, 'document', 'ownership_stakes', 'document_sealed', id, document_sealed
      from ownership_stakes where customer_id = ${ids} and ended_at is null`);
  const clear = await scope.vault.openAll(
    rows.map((row) => ({
      place: { table: row.table_name, column: row.column_name, rowId: row.row_id },
      sealed: row.sealed,
    })),
  );
  const found = new Map<string, { names: string[]; documents: string[] }>();
  rows.forEach((row, at) => {
    const party = found.get(row.customer_id) ?? { names: [], documents: [] };
    const value = clear[at];
    if (value) (row.kind === "name" ? party.names : party.documents).push(value);
    found.set(row.customer_id, party);
  });
  return customerIds.map((customerId) => ({ customerId, ...(found.get(customerId) ?? { names: [], documents: [] }) }));
}
