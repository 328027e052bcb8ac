import { sql } from "drizzle-orm";
import { mask } from "@/domain/customers/masking";
import { csvLine } from "@/domain/ingestion/csv";
import type { Rules } from "@/domain/rulebook/model";
import { formatDecimal } from "@/domain/shared/money";
import { localDate } from "@/domain/shared/time";
import type { Principal } from "@/server/kernel/actor";
import { AppError } from "@/server/kernel/errors";
import { claimKey, requestHash } from "@/server/kernel/idempotency";
import type { Runtime } from "@/server/kernel/runtime";
import { inScope, type Scope } from "@/server/kernel/scope";
import { FINAL_NOW } from "./store";

export type ExportFilters = {
  readonly from: string | null;
  readonly to: string | null;
  readonly states: readonly string[];
  readonly language: "zh-CN" | "en";
};

const PAGE = 1_000;
/** How long a recorded export may wait for its stream. */
const OPEN_MINUTES = 10;

const WORDS = {
  "zh-CN": {
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
    ],
    state: { open: "待核对", confirmed: "已核对", withdrawn: "已撤销" },
    direction: { in: "收", out: "付" },
    met: { cny: "人民币", usd: "美元", both: "人民币及美元" },
    yes: "是",
    no: "否",
    single: "单笔",
    accumulated: "累计",
  },
  en: {
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
    ],
    state: { open: "open", confirmed: "checked", withdrawn: "withdrawn" },
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
  state: "open" | "confirmed" | "withdrawn";
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
      c.transaction_count, c.unrated, c.single, c.due_on, c.provisional
    from large_value_candidates c join customers m on m.id = c.customer_id
    where c.programme_id = ${scope.actor.programmeId} and c.state in ${[...filters.states]}
      and (${filters.from}::date is null or c.business_date >= ${filters.from}::date)
      and (${filters.to}::date is null or c.business_date <= ${filters.to}::date)
      and (${after}::uuid is null or c.id > ${after}::uuid)
    order by c.id limit ${PAGE}`);
  return rows;
}

function money(minor: string | null, currency: "CNY" | "USD"): string | null {
  return minor === null ? null : formatDecimal({ minor: BigInt(minor), currency });
}

function line(row: Row, name: string | null, rules: Rules, language: ExportFilters["language"]): string {
  const words = WORDS[language];
  const title = rules.get(row.rule_id, localDate(row.business_date)).title;
  const masked = name === null ? null : (mask("name", name, { glyph: "*" })?.text ?? null);
  return csvLine([
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
  ]);
}

/**
 * The large-value list as CSV, piece by piece: UTF-8 with a byte order mark, names masked, cells safe against formulas.
 * Pages are read in transactions of their own, so that a slow reader holds none open. The caller has recorded the export.
 */
export async function* largeValueCsv(
  runtime: Runtime,
  principal: Principal,
  filters: ExportFilters,
): AsyncGenerator<string> {
  yield `\ufeff${csvLine(WORDS[filters.language].header)}`;
  for (let after: string | null = null; ; ) {
    const cursor: string | null = after;
    const { text, last, count }: { text: string; last: string | null; count: number } = await inScope(
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
        const lines = rows.map((row, i) => line(row, names[i] ?? null, scope.rules, filters.language));
        return { keep: false, value: { text: lines.join(""), last: rows.at(-1)?.id ?? null, count: rows.length } };
      },
    );
    if (text !== "") yield text;
    if (count < PAGE) return;
    after = last;
  }
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
    const { from, to, states, language } = recorded;
    return { keep: true, value: { from, to, states, language } };
  });
}
