import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { DISMISSAL_NAMES } from "@/domain/screening/codes";
import { actsByItself, isFresh, stopBasis } from "@/domain/screening/decisions";
import {
  type HitState,
  LIST_SOURCE_NAMES,
  type ListSource,
  type MatchedOn,
  type RunState,
} from "@/domain/screening/model";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { hitDetail, hitRow, hitsList, listsOverview } from "@/domain/screening/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { shanghaiDate } from "@/domain/shared/time";
import { type CustomerColumns, customerRefs } from "@/server/customers/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { entryOf } from "./hit-facts";
import { listsInUse } from "./lists";
import { noteOf } from "./note";

type Row = CustomerColumns & {
  id: string;
  number: string;
  source: ListSource;
  entry_name: string;
  entry_reference: string;
  matched_on: MatchedOn[];
  state: HitState;
  opened_at: string;
  decided_at: string | null;
};

export const listHits = query({
  name: "screening.hits.list",
  permission: "screening.read",
  clearance: "suspicion",
  input: listInput(hitsList),
  output: listOutput(hitRow),
  async resolve(scope, input) {
    const page = await runList<typeof hitsList, Row>(scope.tx, hitsList, input, {
      select: sql`h.id, h.number, h.source, h.matched_on, h.state, h.opened_at, h.decided_at, e.name as entry_name,
        e.reference as entry_reference, c.id as customer_id, c.number as customer_number, c.name_sealed as customer_name`,
      from: sql`screening_hits h join screening_entries e on e.id = h.entry_id join customers c on c.id = h.customer_id`,
      where: [sql`h.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`h.state`,
          source: sql`h.source`,
          customerId: sql`h.customer_id`,
          opened: sql`(h.opened_at at time zone 'Asia/Shanghai')::date`,
        },
        sorts: { openedAt: { by: sql`h.opened_at`, type: "timestamptz" } },
        id: sql`h.id`,
      },
    });
    const refs = await customerRefs(scope, page.rows);
    return {
      ...page,
      rows: page.rows.map((row, at) => ({
        id: row.id,
        number: row.number,
        customer: refs[at] ?? notFound(),
        source: row.source,
        entryName: row.entry_name,
        entryReference: row.entry_reference,
        matchedOn: row.matched_on,
        state: row.state,
        openedAt: toInstant(row.opened_at),
        decidedAt: toInstantOrNull(row.decided_at),
      })),
    };
  },
});

type DetailRow = CustomerColumns & {
  id: string;
  number: string;
  version: number;
  source: ListSource;
  matched_on: MatchedOn[];
  state: HitState;
  opened_at: string;
  decided_at: string | null;
  decided_by: string | null;
  reason_code: string | null;
  approval_id: string | null;
  customer_kind: "person" | "enterprise";
  nationality: string | null;
};

export const hitDetailQuery = query({
  name: "screening.hits.detail",
  permission: "screening.read",
  clearance: "suspicion",
  input: z.object({ id: z.uuid() }),
  output: hitDetail,
  async resolve(scope, { id }) {
    const { rows } =
      await scope.tx.execute<DetailRow>(sql`select h.id, h.number, h.version, h.source, h.matched_on, h.state,
        h.opened_at, h.decided_at, coalesce(p.name_zh, h.decided_by) as decided_by, h.reason_code, h.approval_id, c.id as customer_id,
        c.number as customer_number, c.name_sealed as customer_name, c.kind as customer_kind, c.nationality
      from screening_hits h join customers c on c.id = h.customer_id
        left join people p on 'person:' || p.id::text = h.decided_by
      where h.id = ${id}::uuid and h.programme_id = ${scope.actor.programmeId}`);
    const row = rows[0] ?? notFound();
    const [customer] = await customerRefs(scope, [row]);
    const entry = await entryOf(scope.tx, id);
    const { in_use: onList, listed_on: listedOn, ...listed } = entry;
    const may = scope.actor.permissions.has("screening.work");
    const decide = may && row.state === "open";
    const gone = may && row.state === "confirmed" && !onList;
    return {
      id: row.id,
      version: row.version,
      number: row.number,
      customer: customer ?? notFound(),
      customerKind: row.customer_kind,
      nationality: row.nationality,
      source: row.source,
      matchedOn: row.matched_on,
      state: row.state,
      openedAt: toInstant(row.opened_at),
      decidedAt: toInstantOrNull(row.decided_at),
      decidedBy: row.decided_by,
      reasonCode: row.reason_code,
      note: await noteOf(scope, id),
      approvalId: row.approval_id,
      entry: { ...listed, listedOn, onList },
      holds: await shownHolds(scope, id),
      basis: stopBasis(scope.rules, shanghaiDate(scope.now)).map((ref) => ({ ...ref })),
      may: { decide, reasons: decide ? [...DISMISSAL_NAMES] : gone ? ["delisted" as const] : [] },
    };
  },
});

async function shownHolds({ tx }: Scope, hitId: string) {
  const { rows } = await tx.execute<{
    measureId: string;
    measureNumber: string;
    accountId: string;
    accountNumber: string;
    state: string;
  }>(sql`select m.id as "measureId", m.number as "measureNumber", a.id as "accountId", a.number as "accountNumber", m.state
    from screening_holds o join measures m on m.id = o.measure_id join accounts a on a.id = o.account_id
    where o.hit_id = ${hitId}::uuid order by a.number, m.number`);
  return rows;
}

type RunRow = {
  state: RunState;
  started_at: string;
  finished_at: string | null;
  total: number;
  compared: number;
  hits: number;
};

export const listsOverviewQuery = query({
  name: "screening.lists.overview",
  permission: "screening.read",
  clearance: "suspicion",
  input: z.object({}),
  output: listsOverview,
  async resolve(scope) {
    const { tx, actor } = scope;
    const today = shanghaiDate(scope.now);
    const lists = await listsInUse(scope);
    const { rows: runs } = await tx.execute<RunRow>(sql`select state, started_at, finished_at, total, compared, hits
      from screening_runs where programme_id = ${actor.programmeId} order by started_at desc, id desc limit 1`);
    const { rows: counts } = await tx.execute<{
      state: HitState;
      count: number;
    }>(sql`select state, count(*)::int as count
      from screening_hits where programme_id = ${actor.programmeId} group by state`);
    const count = (state: HitState) => counts.find((row) => row.state === state)?.count ?? 0;
    const run = runs[0];
    return {
      freshDays: SCREENING_POLICY.freshDays,
      sources: LIST_SOURCE_NAMES.map((source) => {
        const list = lists.find((one) => one.source === source);
        return {
          source,
          actsByItself: actsByItself(source),
          list: list
            ? {
                id: list.id,
                asOf: list.asOf,
                sha256: list.sha256,
                entries: list.entries,
                currentAt: list.currentAt,
                fresh: isFresh(list, today, SCREENING_POLICY),
              }
            : null,
        };
      }),
      run: run
        ? {
            state: run.state,
            startedAt: toInstant(run.started_at),
            finishedAt: toInstantOrNull(run.finished_at),
            total: run.total,
            compared: run.compared,
            hits: run.hits,
          }
        : null,
      standing: { open: count("open"), dismissing: count("dismissing"), confirmed: count("confirmed") },
    };
  },
});
