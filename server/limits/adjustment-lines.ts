import { sql } from "drizzle-orm";
import type { ProposalLine } from "@/server/approvals/public";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";

type Row = CustomerColumns & { id: string; account_id: string; account_number: string };

/** Whom proposals concern, for the list of approvals. */
export async function linesOfAdjustments(
  scope: Scope,
  proposals: readonly { readonly approvalId: string; readonly adjustmentId: string }[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  if (proposals.length === 0) return new Map();
  const { rows } = await scope.tx.execute<Row>(sql`select l.id, l.account_id, a.number as account_number, l.customer_id,
      c.number as customer_number, c.name_sealed as customer_name
    from limit_adjustments l join accounts a on a.id = l.account_id join customers c on c.id = l.customer_id
    where l.id in ${proposals.map(({ adjustmentId }) => adjustmentId)} and l.programme_id = ${scope.actor.programmeId}`);
  const refs = await customerRefs(scope, rows);
  const byId = new Map(rows.map((row, at) => [row.id, { row, ref: refs[at] }] as const));
  return new Map(
    proposals.flatMap(({ approvalId, adjustmentId }) => {
      const found = byId.get(adjustmentId);
      if (!found?.ref) return [];
      const line: ProposalLine = {
        customerNumber: found.ref.number,
        customerName: found.ref.name,
        accountId: found.row.account_id,
        accountNumber: found.row.account_number,
        scope: null,
        reasonCode: null,
      };
      return [[approvalId, line] as const];
    }),
  );
}
