import { sql } from "drizzle-orm";
import type { ProposalLine } from "@/server/approvals/public";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import type { Scope } from "@/server/kernel/scope";

type Proposed = { readonly approvalId: string; readonly payload: { readonly requestId: string } };
type Row = { id: string; number: string; ground: string | null } & (CustomerColumns | { customer_id: null });

/** One line each for the list of proposals: whose request it is. Masked; the request's own number where nobody is known. */
export async function describeRequests(
  scope: Scope,
  proposals: readonly Proposed[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  const ids = proposals.map(({ payload }) => payload.requestId);
  if (ids.length === 0) return new Map();
  const { rows } =
    await scope.tx.execute<Row>(sql`select r.id, r.number, r.ground, r.customer_id, c.number as customer_number,
      c.name_sealed as customer_name
    from privacy_requests r left join customers c on c.id = r.customer_id
    where r.id in ${ids} and r.programme_id = ${scope.actor.programmeId}`);
  const refs = await customerRefs(scope, rows);
  return new Map(
    proposals.flatMap(({ approvalId, payload }) => {
      const at = rows.findIndex(({ id }) => id === payload.requestId);
      const row = rows[at];
      if (!row) return [];
      const line: ProposalLine = {
        customerNumber: refs[at]?.number ?? row.number,
        customerName: refs[at]?.name ?? null,
        accountId: null,
        accountNumber: null,
        scope: null,
        reasonCode: row.ground,
      };
      return [[approvalId, line] as const];
    }),
  );
}
