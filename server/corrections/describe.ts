import { sql } from "drizzle-orm";
import type { ProposalLine } from "@/server/approvals/public";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";

type Proposed = { readonly approvalId: string; readonly payload: { readonly correctionId: string } };

/** One line each for the list of proposals: whose record is to be put right. Masked. */
export async function describeCorrections(
  scope: Scope,
  proposals: readonly Proposed[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  const ids = proposals.map(({ payload }) => payload.correctionId);
  if (ids.length === 0) return new Map();
  const { rows } = await scope.tx.execute<CustomerColumns & { id: string }>(sql`select k.id,
      c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name
    from corrections k join customers c on c.id = k.customer_id
    where k.id in ${ids} and k.programme_id = ${scope.actor.programmeId}`);
  const refs = await customerRefs(scope, rows);
  return new Map(
    proposals.flatMap(({ approvalId, payload }) => {
      const at = rows.findIndex(({ id }) => id === payload.correctionId);
      const row = rows[at];
      if (!row) return [];
      const line: ProposalLine = {
        customerNumber: row.customer_number,
        customerName: refs[at]?.name ?? null,
        accountId: null,
        accountNumber: null,
        scope: null,
        reasonCode: null,
      };
      return [[approvalId, line] as const];
    }),
  );
}
