import { sql } from "drizzle-orm";
import { z } from "zod";
import { listInput, listOutput } from "@/domain/shared/list";
import { visibleKinds, type WorkItemKind } from "@/domain/worklist/model";
import { worklistCounts, worklistList, worklistRow } from "@/domain/worklist/schema";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { seen } from "./item";
import { listSql, moreWhere, withoutQueue } from "./list-sql";
import { ROW_FROM, rowSelect, toRows, type WorkRow } from "./rows";

/** Work of the kinds the reader may see; by default what is due soonest first, what has no date last. */
export const worklistListQuery = query({
  name: "worklist.list",
  permission: "worklist.read",
  clearance: "general",
  input: listInput(worklistList),
  output: listOutput(worklistRow),
  async resolve(scope, input) {
    const list = listSql(scope);
    const page = await runList<typeof worklistList, WorkRow>(scope.tx, worklistList, withoutQueue(input), {
      select: rowSelect(list),
      from: ROW_FROM,
      where: [seen(scope.actor), ...(await moreWhere(scope, input))],
      map: list.map,
    });
    return { ...page, rows: await toRows(scope, page.rows) };
  },
});

type CountRow = { kind: WorkItemKind; open: number; late: number; others: number };

/** Open and late work per visible kind; a kind without open work counts zero. Reads one index and none of the rows. */
export async function countWork({ tx, actor, now }: Scope): Promise<z.infer<typeof worklistCounts>> {
  const kinds = visibleKinds(actor.permissions);
  const { rows } = await tx.execute<CountRow>(sql`select kind, count(*)::int as open,
      (count(*) filter (where due_at <= ${now}::timestamptz))::int as late,
      (count(*) filter (where excluded_person_id = ${actor.personId}::uuid))::int as others
    from work_items where programme_id = ${actor.programmeId} and state = 'open' and kind in ${[...kinds, ""]} group by kind`);
  return kinds.map((kind) => {
    const row = rows.find((candidate) => candidate.kind === kind);
    return { kind, open: row?.open ?? 0, late: row?.late ?? 0, waitingForOthers: row?.others ?? 0 };
  });
}

/** Counts for the rail. */
export const worklistCountsQuery = query({
  name: "worklist.counts",
  permission: "worklist.read",
  clearance: "general",
  input: z.object({}),
  output: worklistCounts,
  resolve: countWork,
});
