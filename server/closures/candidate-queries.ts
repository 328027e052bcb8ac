import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { CandidateState } from "@/domain/closures/model";
import { proposableFrom } from "@/domain/closures/reclaim";
import { CANDIDATES_LIST, candidateRow } from "@/domain/closures/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { CUSTOMER } from "./columns";

type CandidateColumns = CustomerColumns & {
  id: string;
  version: number;
  account_id: string;
  account_number: string;
  state: CandidateState;
  idle_since: string;
  reclaim_from: string;
  last_used_on: string | null;
  last_login_on: string | null;
  found_at: string;
  noticed_on: LocalDate | null;
  closure_id: string | null;
};
const CANDIDATE_COLUMNS = sql`k.id, k.version, k.state, k.idle_since::text as idle_since, k.reclaim_from::text as reclaim_from,
  k.last_used_on::text as last_used_on, k.last_login_on::text as last_login_on, k.found_at, k.noticed_on::text as noticed_on, ${CUSTOMER},
  (select s.id from closures s where s.subject_id = k.id order by s.requested_at desc limit 1) as closure_id`;

async function presentCandidates(
  scope: Scope,
  rows: readonly CandidateColumns[],
): Promise<z.input<typeof candidateRow>[]> {
  const refs = await customerRefs(scope, rows);
  const on = shanghaiDate(scope.now);
  const ask = scope.actor.permissions.has("closures.request");
  return rows.map((row, at) => {
    const from = row.noticed_on === null ? null : proposableFrom(row.noticed_on);
    return {
      id: row.id,
      version: row.version,
      customer: refs[at] ?? notFound(),
      account: { id: row.account_id, number: row.account_number },
      state: row.state,
      idleSince: row.idle_since,
      reclaimFrom: row.reclaim_from,
      lastUsedOn: row.last_used_on,
      lastLoginOn: row.last_login_on,
      foundAt: toInstant(row.found_at),
      noticedOn: row.noticed_on,
      proposableFrom: from,
      closureId: row.closure_id,
      may: {
        propose: ask && row.state === "noticed" && from !== null && from <= on,
        dismiss: ask && (row.state === "found" || row.state === "noticed"),
      },
    };
  });
}

/** Accounts nobody uses, the latest found first. */
export const candidatesList = query({
  name: "closures.candidates.list",
  permission: "closures.read",
  clearance: "general",
  input: listInput(CANDIDATES_LIST),
  output: listOutput(candidateRow),
  async resolve(scope, input) {
    const page = await runList<typeof CANDIDATES_LIST, CandidateColumns>(scope.tx, CANDIDATES_LIST, input, {
      select: CANDIDATE_COLUMNS,
      from: sql`closure_candidates k`,
      where: [sql`k.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`k.state`,
          found: sql`(k.found_at at time zone 'Asia/Shanghai')::date`,
          customer: sql`k.customer_id`,
        },
        sorts: { foundAt: { by: sql`k.found_at`, type: "timestamptz" } },
        id: sql`k.id`,
      },
    });
    return { ...page, rows: await presentCandidates(scope, page.rows) };
  },
});

/** One account nobody uses. */
export const candidateDetailQuery = query({
  name: "closures.candidates.detail",
  permission: "closures.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: candidateRow,
  async resolve(scope, { id }) {
    const { rows } = await scope.tx.execute<CandidateColumns>(sql`select ${CANDIDATE_COLUMNS} from closure_candidates k
      where k.id = ${id}::uuid and k.programme_id = ${scope.actor.programmeId}`);
    const [shown] = await presentCandidates(scope, rows);
    return shown ?? notFound();
  },
});
