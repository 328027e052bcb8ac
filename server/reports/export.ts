import { sql } from "drizzle-orm";
import { mask } from "@/domain/customers/masking";
import type { Exemption } from "@/domain/reports/codes";
import type { CandidateState } from "@/domain/reports/model";
import type { Rules } from "@/domain/rulebook/model";
import { formatDecimal } from "@/domain/shared/money";
import type { TableFormat } from "@/domain/shared/table-format";
import { localDate } from "@/domain/shared/time";
import en from "@/messages/en/reports.json";
import zhCN from "@/messages/zh-CN/reports.json";
import type { Principal } from "@/server/kernel/actor";
import type { Table } from "@/server/kernel/download";
import { AppError } from "@/server/kernel/errors";
import { claimKey, requestHash } from "@/server/kernel/idempotency";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import type { Cell } from "@/server/kernel/xlsx";
import { FINAL_NOW } from "./store";

export type ExportFilters = {
  readonly from: string | null;
  readonly to: string | null;
  readonly states: readonly string[];
  readonly language: "zh-CN" | "en";
  readonly format: TableFormat;
};

const TEXTS = { "zh-CN": zhCN, en } as const;
const PAGE = 1_000;
/** How long a recorded export may wait for its stream. */
const OPEN_MINUTES = 10;

const WORDS = {
  "zh-CN": {
    sheet: "大额交易",
    header: [
      "编号",
      "状态",
      "是否最终",
      "客户编号",
      "客户姓名",
      "交易日",
      "方向",
      "标准",
      "单笔或累计",
      "笔数",
      "人民币合计",
      "美元合计",
      "人民币标准",
      "美元标准",
      "触发币种",
      "缺汇率笔数",
      "规则",
      "规则版本",
      "报告期限",
      "期限暂定",
      "免报情形",
    ],
    state: { open: "待核对", confirmed: "已核对", exempt: "免报", withdrawn: "已撤销" },
    direction: { in: "收", out: "付" },
    met: { cny: "人民币", usd: "美元", both: "人民币及美元" },
    yes: "是",
    no: "否",
    single: "单笔",
    accumulated: "累计",
  },
  en: {
    sheet: "Large value",
    header: [
      "Number",
      "State",
      "Final",
      "Customer",
      "Name",
      "Business date",
      "Direction",
      "Line",
      "Single or accumulated",
      "Transactions",
      "CNY total",
      "USD total",
      "CNY line",
      "USD line",
      "Met by",
      "Without rate",
      "Rule",
      "Rule version",
      "Report by",
      "Provisional",
      "Exempt as",
    ],
    state: { open: "open", confirmed: "checked", exempt: "exempt", withdrawn: "withdrawn" },
    direction: { in: "in", out: "out" },
    met: { cny: "CNY", usd: "USD", both: "CNY and USD" },
    yes: "yes",
    no: "no",
    single: "single",
    accumulated: "accumulated",
  },
} as const;

type Row = {
  id: string;
  number: string;
  state: CandidateState;
  exemption: Exemption | null;
  final: boolean;
  customer_id: string;
  customer_number: string;
  name_sealed: Buffer | null;
  business_date: string;
  direction: "in" | "out";
  rule_id: string;
  rule_version: number;
  met_by: "cny" | "usd" | "both";
  cny_sum: string;
  usd_sum: string | null;
  cny_line: string;
  usd_line: string;
  transaction_count: number;
  unrated: number;
  single: boolean;
  due_on: string;
  provisional: boolean;
};

/** A page of candidates after one, by number of creation. */
async function page(scope: Scope, filters: ExportFilters, after: string | null): Promise<Row[]> {
  const { rows } =
    await scope.tx.execute<Row>(sql`select c.id, c.number, c.state, ${FINAL_NOW} as final, c.customer_id, m.number as customer_number,
      m.name_sealed, c.business_date, c.direction, c.rule_id, c.rule_version, c.met_by, c.cny_sum, c.usd_sum, c.cny_line, c.usd_line,
      c.transaction_count, c.unrated, c.single, c.due_on, c.provisional, c.exemption
    from large_value_candidates c join customers m on m.id = c.customer_id
    where c.programme_id = ${scope.actor.programmeId} and c.state in ${[...filters.states]}
      and (${filters.from}::date is null or c.business_date >= ${filters.from}::date)
      and (${filters.to}::date is null or c.business_date <= ${filters.to}::date)
      and (${after}::uuid is null or c.id > ${after}::uuid)
    order by c.id limit ${PAGE}`);
  return rows;
}

function money(minor: string | null, currency: "CNY" | "USD"): Cell {
  return minor === null ? null : { decimal: formatDecimal({ minor: BigInt(minor), currency }) };
}

function cellsOf(row: Row, name: string | null, rules: Rules, language: ExportFilters["language"]): readonly Cell[] {
  const words = WORDS[language];
  const title = rules.get(row.rule_id, localDate(row.business_date)).title;
  const masked = name === null ? null : (mask("name", name, { glyph: "*" })?.text ?? null);
  return [
    row.number,
    words.state[row.state],
    row.final ? words.yes : words.no,
    row.customer_number,
    masked,
    row.business_date,
    words.direction[row.direction],
    language === "en" ? title.en : title.zh,
    row.single ? words.single : words.accumulated,
    row.transaction_count,
    money(row.cny_sum, "CNY"),
    money(row.usd_sum, "USD"),
    money(row.cny_line, "CNY"),
    money(row.usd_line, "USD"),
    words.met[row.met_by],
    row.unrated,
    row.rule_id,
    row.rule_version,
    row.due_on,
    row.provisional ? words.yes : words.no,
    row.exemption === null ? null : TEXTS[language].labels.exemptions[row.exemption],
  ];
}

/** Rows a page at a time, each page in a transaction of its own, so that a slow reader holds none open. */
async function* pagesOf(
  runtime: Runtime,
  principal: Principal,
  filters: ExportFilters,
): AsyncGenerator<readonly (readonly Cell[])[]> {
  for (let after: string | null = null; ; ) {
    const cursor: string | null = after;
    const { cells, last }: { cells: readonly (readonly Cell[])[]; last: string | null } = await inScope(
      runtime,
      principal,
      "read",
      async (scope) => {
        if (!scope.actor.permissions.has("reports.large-value.export")) throw new AppError("forbidden");
        const rows = await page(scope, filters, cursor);
        const names = await scope.vault.openAll(
          rows.map((row) => ({
            place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
            sealed: row.name_sealed,
          })),
        );
        const cells = rows.map((row, i) => cellsOf(row, names[i] ?? null, scope.rules, filters.language));
        return { keep: false, value: { cells, last: rows.at(-1)?.id ?? null } };
      },
    );
    yield cells;
    if (cells.length < PAGE) return;
    after = last;
  }
}

/** The large-value list as a table, names masked. The caller has recorded the export. */
export function largeValueTable(runtime: Runtime, principal: Principal, filters: ExportFilters): Table {
  const { sheet, header } = WORDS[filters.language];
  return { sheet, header, pages: pagesOf(runtime, principal, filters) };
}

type Recorded = { result: { json: ExportFilters & { exportId: string } } };

/** The filters of an export recorded by this actor, once and soon after; not-found for a second time, or anybody else. */
export async function openExport(runtime: Runtime, principal: Principal, exportId: string): Promise<ExportFilters> {
  return inScope(runtime, principal, "write", async (scope) => {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<Recorded>(sql`select result from idempotency_keys
      where programme_id = ${actor.programmeId} and actor_id = ${actor.id} and command = 'reports.large-value.export'
        and result #>> '{json,exportId}' = ${exportId}
        and created_at > ${now}::timestamptz - make_interval(mins => ${OPEN_MINUTES})`);
    const recorded = rows[0]?.result.json;
    if (!recorded) throw new AppError("not-found");
    const claim = await claimKey(tx, actor, "reports.large-value.export.stream", exportId, requestHash(exportId), now);
    if (claim.state !== "new") throw new AppError("not-found");
    const { from, to, states, language, format } = recorded;
    return { keep: true, value: { from, to, states, language, format } };
  });
}
