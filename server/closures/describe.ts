import { sql } from "drizzle-orm";
import type { ProposalLine } from "@/server/approvals/public";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";

/** One line each for the list of proposals: whose account is to be closed. Masked. */
export async function describeClosures(
  scope: Scope,
  proposals: readonly { readonly approvalId: string; readonly payload: { readonly closureId: string } }[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  const ids = proposals.map(({ payload }) => payload.closureId);
  if (ids.length === 0) return new Map();
  type Row = CustomerColumns & { id: string; account_id: string; account_number: string; reason_code: string };
  const { rows } = await scope.tx.execute<Row>(sql`select k.id, k.account_id, a.number as account_number, k.reason_code,
      c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name
    from closures k join accounts a on a.id = k.account_id join customers c on c.id = k.customer_id
    where k.id in ${ids} and k.programme_id = ${scope.actor.programmeId}`);
  const refs = await customerRefs(scope, rows);
  const lines = new Map(
    rows.map((row, at): [string, ProposalLine] => [
      row.id,
      {
        customerNumber: row.customer_number,
        customerName: refs[at]?.name ?? null,
        accountId: row.account_id,
        accountNumber: row.account_number,
        scope: null,
        reasonCode: null,
      },
    ]),
  );
  return new Map(
    proposals.flatMap(({ approvalId, payload }) => {
      const line = lines.get(payload.closureId);
      return line ? [[approvalId, line] as const] : [];
    }),
  );
}
