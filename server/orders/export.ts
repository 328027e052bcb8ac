import { sql } from "drizzle-orm";
import type { ExportFilters } from "@/domain/orders/export-input";
import { paperEnd, paperMoment } from "@/domain/orders/moments";
import { formatDecimal } from "@/domain/shared/money";
import type { Instant } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import type { Table } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import { claimKey, requestHash } from "@/server/kernel/idempotency";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { Cell } from "@/server/kernel/xlsx";
import { ROW_COLUMNS, ROW_FROM, type RowColumns, shownRow } from "./rows";
import { WORDS } from "./words";

const PAGE = 1_000;
/** How long a recorded export may wait for its stream. */
const OPEN_MINUTES = 10;

async function page(scope: Scope, filters: ExportFilters, after: string | null): Promise<RowColumns[]> {
  const { rows } = await scope.tx.execute<RowColumns>(sql`select ${ROW_COLUMNS} from ${ROW_FROM}
    where o.programme_id = ${scope.actor.programmeId}
      and (${filters.from}::date is null or (o.received_at at time zone 'Asia/Shanghai')::date >= ${filters.from}::date)
      and (${filters.to}::date is null or (o.received_at at time zone 'Asia/Shanghai')::date <= ${filters.to}::date)
      and (${after}::uuid is null or o.id > ${after}::uuid)
    order by o.id limit ${PAGE}`);
  return rows;
}

const moment = (at: string | null): string | null => (at === null ? null : paperMoment(at as Instant));

function cellsOf(columns: RowColumns, language: ExportFilters["language"]): readonly Cell[] {
  const { labels, export: words } = WORDS[language];
  const row = shownRow(columns, null);
  const number = columns.customer_id === null ? null : columns.customer_number;
  return [
    row.number,
    labels.state[row.state],
    labels.act[row.act],
    labels.authority[row.authority],
    row.authorityName,
    labels.basis[row.basis],
    row.documentNumber,
    row.caseNumber,
    number,
    row.accountNumber,
    row.scope === null ? null : labels.scope[row.scope],
    row.amountMinor === null
      ? null
      : { decimal: formatDecimal({ minor: row.amountMinor as bigint, currency: row.currency ?? "CNY" }) },
    moment(row.receivedAt),
    moment(row.startsAt),
    row.endsAt === null ? null : paperEnd(row.endsAt as Instant),
    moment(row.endedAt),
    moment(row.answeredAt),
    row.reviewed ? words.yes : words.no,
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
      if (!scope.actor.permissions.has("orders.export")) throw new AppError("forbidden");
      return { keep: false, value: await page(scope, filters, cursor) };
    });
    yield rows.map((row) => cellsOf(row, filters.language));
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? null;
  }
}

/** The register as a table, without names: as far as the actor may see it. The caller has recorded the export. */
export function ordersTable(runtime: Runtime, principal: Principal, filters: ExportFilters): Table {
  const { sheet, header } = WORDS[filters.language].export;
  const columns = Object.values(header);
  return { sheet, header: columns, pages: pagesOf(runtime, principal, filters) };
}

type Recorded = { result: { json: ExportFilters & { exportId: string } } };

/** The filters of an export recorded by this actor, once and soon after; not-found for a second time, or anybody else. */
export async function openExport(runtime: Runtime, principal: Principal, exportId: string): Promise<ExportFilters> {
  return inScope(runtime, principal, "write", async (scope) => {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<Recorded>(sql`select result from idempotency_keys
      where programme_id = ${actor.programmeId} and actor_id = ${actor.id} and command = 'orders.register.export'
        and result #>> '{json,exportId}' = ${exportId}
        and created_at > ${now}::timestamptz - make_interval(mins => ${OPEN_MINUTES})`);
    const recorded = rows[0]?.result.json;
    if (!recorded) throw new AppError("not-found");
    const claim = await claimKey(tx, actor, "orders.register.export.stream", exportId, requestHash(exportId), now);
    if (claim.state !== "new") throw new AppError("not-found");
    const { from, to, language, format } = recorded;
    return { keep: true, value: { from, to, language, format } };
  });
}
