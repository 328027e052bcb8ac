import { type SQL, sql } from "drizzle-orm";
import { SEARCH_MAX_HITS } from "@/domain/customers/schema";
import type { NumberPrefix, SearchTerms } from "@/domain/customers/search-terms";
import type { Permission } from "@/domain/permissions";
import type { WorkItemKind } from "@/domain/worklist/model";
import type { Scope } from "@/server/kernel/scope";

export type ItemHit = {
  kind: string;
  subject_type: string;
  subject_id: string;
  number: string;
  state: string;
} & ({ customer_id: null } | { customer_id: string; customer_number: string; customer_name: Buffer | null });

type Series = { readonly kind: string; readonly permission: Permission; readonly rows: SQL };

/** Things with a number of their own, and what it takes to see them. */
const SERIES: Readonly<Partial<Record<NumberPrefix, Series>>> = {
  AP: {
    kind: "approval",
    permission: "approvals.read",
    rows: sql`select id, status as state, customer_id, number, programme_id from approvals`,
  },
  CM: {
    kind: "measure",
    permission: "controls.read",
    rows: sql`select id, state, customer_id, number, programme_id from measures`,
  },
  LV: {
    kind: "large-value",
    permission: "reports.large-value.read",
    rows: sql`select id, state, customer_id, number, programme_id from large_value_candidates`,
  },
  IM: {
    kind: "import",
    permission: "ingestion.read",
    rows: sql`select id, state, null::uuid as customer_id, number, programme_id from import_batches`,
  },
};

/** Items by their number, and the open items of the customers found; only kinds that the actor may see. */
export async function itemHits(
  { tx, actor }: Scope,
  terms: SearchTerms,
  customerIds: readonly string[],
  kinds: readonly WorkItemKind[],
): Promise<ItemHit[]> {
  const byNumber = Object.values(SERIES)
    .filter((series) => actor.permissions.has(series.permission))
    .map(
      (
        series,
      ) => sql`select ${series.kind}::text as kind, ${series.kind}::text as subject_type, n.id as subject_id, n.number, n.state, n.customer_id
      from (${series.rows}) n where n.programme_id = ${actor.programmeId} and n.number = ${terms.number?.text ?? ""}`,
    );
  const open = sql`select w.kind, w.subject_type, w.subject_id, w.number, w.state, w.customer_id from work_items w
    where w.programme_id = ${actor.programmeId} and w.state = 'open' and w.kind in ${[...kinds, ""]}
      and w.customer_id = any(${sql.param(customerIds)}::uuid[])`;
  const { rows } = await tx.execute<ItemHit>(sql`select i.*, c.number as customer_number, c.name_sealed as customer_name
    from (${sql.join([...byNumber, open], sql` union all `)}) i left join customers c on c.id = i.customer_id
    order by i.number limit ${SEARCH_MAX_HITS + 1}`);
  return rows;
}
