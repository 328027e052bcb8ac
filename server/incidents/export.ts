import { sql } from "drizzle-orm";
import type { TableFormat } from "@/domain/shared/table-format";
import { ZONE } from "@/domain/shared/time";
import en from "@/messages/en/incidents.json";
import zhCN from "@/messages/zh-CN/incidents.json";
import type { Principal } from "@/server/kernel/actor";
import type { Table } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import { claimKey, requestHash } from "@/server/kernel/idempotency";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { Cell } from "@/server/kernel/xlsx";
import { type RowColumns, rowColumns, shownRow } from "./rows";

const WORDS = { "zh-CN": zhCN, en } as const;
const PAGE = 1_000;
/** How long a recorded export may wait for its stream. */
const OPEN_MINUTES = 10;

/** What an export was asked for. */
export type ExportFilters = {
  readonly from: string | null;
  readonly to: string | null;
  readonly language: "zh-CN" | "en";
  readonly format: TableFormat;
};

async function page(scope: Scope, filters: ExportFilters, after: string | null): Promise<RowColumns[]> {
  const day = sql`(i.discovered_at at time zone ${ZONE})::date`;
  const { rows } = await scope.tx.execute<RowColumns>(sql`select ${rowColumns(scope.now)} from incidents i
    where i.programme_id = ${scope.actor.programmeId}
      and (${filters.from}::date is null or ${day} >= ${filters.from}::date)
      and (${filters.to}::date is null or ${day} <= ${filters.to}::date)
      and (${after}::uuid is null or i.id > ${after}::uuid)
    order by i.id limit ${PAGE}`);
  return rows;
}

function cellsOf(columns: RowColumns, language: ExportFilters["language"]): readonly Cell[] {
  const words = WORDS[language];
  const row = shownRow(columns);
  return [
    row.number,
    words.states[row.state],
    words.kinds[row.kind],
    words.certainties[row.certainty],
    words.severities[row.severity],
    row.discoveredAt,
    row.registeredAt,
    columns.closed_at === null ? null : new Date(columns.closed_at).toISOString(),
    row.estimate,
    row.persons,
    row.late,
  ];
}

async function* pagesOf(
  runtime: Runtime,
  principal: Principal,
  filters: ExportFilters,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let after: string | null = null; ; ) {
    const cursor: string | null = after;
    const rows: RowColumns[] = await inScope(runtime, principal, "read", async (scope) => {
      if (!scope.actor.permissions.has("incidents.read")) throw new AppError("forbidden");
      return { keep: false, value: await page(scope, filters, cursor) };
    });
    yield rows.map((row) => cellsOf(row, filters.language));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? null;
  }
}

/** The register as a table: counts of people, never who. The caller has recorded the export. */
export function incidentsTable(runtime: Runtime, principal: Principal, filters: ExportFilters): Table {
  const { sheet, header } = WORDS[filters.language].export;
  return { sheet, header: Object.values(header), pages: pagesOf(runtime, principal, filters) };
}

type Recorded = { result: { json: ExportFilters & { exportId: string } } };

/** The filters of an export recorded by this actor, once and soon after; not-found for a second time, or anybody else. */
export async function openExport(runtime: Runtime, principal: Principal, exportId: string): Promise<ExportFilters> {
  return inScope(runtime, principal, "write", async (scope) => {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<Recorded>(sql`select result from idempotency_keys
      where programme_id = ${actor.programmeId} and actor_id = ${actor.id} and command = 'incidents.register.export'
        and result #>> '{json,exportId}' = ${exportId}
        and created_at > ${now}::timestamptz - make_interval(mins => ${OPEN_MINUTES})`);
    const recorded = rows[0]?.result.json;
    if (!recorded) throw new AppError("not-found");
    const claim = await claimKey(tx, actor, "incidents.register.export.stream", exportId, requestHash(exportId), now);
    if (claim.state !== "new") throw new AppError("not-found");
    const { from, to, language, format } = recorded;
    return { keep: true, value: { from, to, language, format } };
  });
}
