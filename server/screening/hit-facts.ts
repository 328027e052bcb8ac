import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { ProposalCase, ProposalLine } from "@/server/approvals/public";
import { customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

export type EntryRow = {
  kind: "person" | "entity";
  reference: string;
  name: string;
  names: string[];
  numbers: string[];
  births: string[];
  nationalities: string[];
  listed_on: string | null;
  in_use: boolean;
};

/** The listed one a hit is about, as its list says it. `in_use`: whether it is still on the list in use. */
export async function entryOf(tx: Tx, hitId: string): Promise<EntryRow> {
  const { rows } =
    await tx.execute<EntryRow>(sql`select e.kind, e.reference, e.name, e.names, e.numbers, e.births, e.nationalities,
      e.listed_on, exists (select from screening_entries n join screening_lists l on l.id = n.list_id
        where l.programme_id = h.programme_id and l.in_use and l.source = h.source and n.external_id = h.external_id) as in_use
    from screening_hits h join screening_entries e on e.id = h.entry_id where h.id = ${hitId}::uuid`);
  return rows[0] ?? notFound();
}

/** Whom each proposal to dismiss a hit concerns, masked. */
export async function customerLines(
  scope: Scope,
  proposals: readonly ProposalCase<{ readonly hitId: string }>[],
): Promise<ReadonlyMap<string, ProposalLine>> {
  const ids = [...new Set(proposals.flatMap(({ customerId }) => customerId ?? []))];
  if (ids.length === 0) return new Map();
  const { rows } = await scope.tx.execute<{
    customer_id: string;
    customer_number: string;
    customer_name: Buffer | null;
  }>(
    sql`select id as customer_id, number as customer_number, name_sealed as customer_name from customers where id in ${ids}`,
  );
  const refs = new Map((await customerRefs(scope, rows)).flatMap((ref) => (ref ? [[ref.id, ref] as const] : [])));
  return new Map(
    proposals.flatMap(({ approvalId, customerId }) => {
      const ref = refs.get(customerId ?? "");
      if (!ref) return [];
      const line: ProposalLine = {
        customerNumber: ref.number,
        customerName: ref.name,
        accountId: null,
        accountNumber: null,
        scope: null,
        reasonCode: null,
      };
      return [[approvalId, line] as const];
    }),
  );
}
