import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { mask } from "@/domain/customers/masking";
import { EXEMPTION_RULE, EXEMPTIONS, type Exemption } from "@/domain/reports/codes";
import { REPORT_TERM } from "@/domain/reports/large-value";
import { CANDIDATE_STATES, type CandidateState } from "@/domain/reports/model";
import { LARGE_VALUE_LIST } from "@/domain/reports/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { localDate, shanghaiDate } from "@/domain/shared/time";
import { pendingApproval } from "@/server/approvals/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { EXEMPTION_KIND } from "./exemptions";
import { cite, citedRule, dayMark, historyEvent, loadHistory, reportDays, standing, standingShape } from "./item-facts";
import { legRow, loadLegs } from "./legs";
import { FINAL_NOW } from "./store";

const masked = z.object({ text: z.string(), hidden: z.number() });
const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A row of the list. Sums and lines are minor units as text: fen and US cents. */
const candidateRow = z.object({
  id: z.string(),
  number: z.string(),
  version: z.number(),
  state: z.enum(CANDIDATE_STATES),
  final: z.boolean(),
  customer: z.object({ id: z.string(), number: z.string(), kind: z.string(), name: masked.nullable() }),
  businessDate: z.string(),
  direction: z.enum(["in", "out"]),
  ruleId: z.string(),
  ruleVersion: z.number(),
  lineTitle: bilingual,
  metBy: z.enum(["cny", "usd", "both"]),
  cnySum: z.string(),
  usdSum: z.string().nullable(),
  cnyLine: z.string(),
  usdLine: z.string(),
  transactionCount: z.number(),
  unrated: z.number(),
  single: z.boolean(),
  dueOn: z.string(),
  dueAt: z.string(),
  provisional: z.boolean(),
  exemption: z.enum(EXEMPTIONS).nullable(),
  ...standingShape,
});

type Row = {
  id: string;
  number: string;
  version: number;
  state: CandidateState;
  final: boolean;
  customer_id: string;
  customer_number: string;
  customer_kind: string;
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
  due_at: string;
  provisional: boolean;
  exemption: Exemption | null;
  exempted_at: string | null;
  exemption_approval_id: string | null;
  party_id: string;
  found_at: string;
  recomputed_at: string;
};

/** A customer's column, read for the rows of the page alone: a join would read it for every row that is sorted. */
const ofCustomer = (column: "number" | "kind" | "name_sealed") =>
  sql`(select ${sql.raw(`m.${column}`)} from customers m where m.id = c.customer_id)`;
const COLUMNS = sql`c.id, c.number, c.version, c.state, ${FINAL_NOW} as final, c.customer_id, ${ofCustomer("number")} as customer_number, ${ofCustomer("kind")} as customer_kind,
  ${ofCustomer("name_sealed")} as name_sealed, c.business_date, c.direction, c.rule_id, c.rule_version, c.met_by, c.cny_sum, c.usd_sum, c.cny_line, c.usd_line,
  c.transaction_count, c.unrated, c.single, c.due_on, c.due_at, c.provisional, c.exemption, c.exempted_at, c.exemption_approval_id, c.party_id, c.found_at, c.recomputed_at`;
const FROM = sql`large_value_candidates c`;

async function present(scope: Scope, rows: readonly Row[]) {
  const names = await scope.vault.openAll(
    rows.map((row) => ({
      place: { table: "customers", column: "name_sealed", rowId: row.customer_id },
      sealed: row.name_sealed,
    })),
  );
  return rows.map((row, i) => {
    const name = names[i];
    const shown = name ? mask("name", name) : undefined;
    return {
      id: row.id,
      number: row.number,
      version: row.version,
      state: row.state,
      final: row.final,
      customer: {
        id: row.customer_id,
        number: row.customer_number,
        kind: row.customer_kind,
        name: shown ? { text: shown.text, hidden: shown.hidden } : null,
      },
      businessDate: row.business_date,
      direction: row.direction,
      ruleId: row.rule_id,
      ruleVersion: row.rule_version,
      lineTitle: scope.rules.get(row.rule_id, localDate(row.business_date)).title,
      metBy: row.met_by,
      cnySum: row.cny_sum,
      usdSum: row.usd_sum,
      cnyLine: row.cny_line,
      usdLine: row.usd_line,
      transactionCount: row.transaction_count,
      unrated: row.unrated,
      single: row.single,
      dueOn: row.due_on,
      dueAt: toInstant(row.due_at),
      provisional: row.provisional,
      exemption: row.exemption,
      ...standing(scope, { on: localDate(row.due_on), at: toInstant(row.due_at) }),
    };
  });
}

/** That a candidate `c` has a leg of the import. The import's own days come first: they leave few rows to look at. */
async function fedByBatch({ tx, actor }: Scope, batchId: string): Promise<SQL> {
  const { rows } = await tx.execute<{ first: string | null; last: string | null }>(
    sql`select first_date as first, last_date as last from import_batches
      where id = ${batchId}::uuid and programme_id = ${actor.programmeId}`,
  );
  const { first, last } = rows[0] ?? { first: null, last: null };
  if (first === null || last === null) return sql`false`;
  return sql`c.business_date between ${first}::date and ${last}::date
    and (c.party_id, c.business_date, c.direction) in (
      select m.party_id, t.business_date, t.direction from transactions t join customers m on m.id = t.customer_id
      where t.programme_id = ${actor.programmeId} and t.batch_id = ${batchId}::uuid and t.retired_at is null
        and t.business_date between ${first}::date and ${last}::date)`;
}

/** The large-value list, by due date unless asked otherwise. */
export const largeValueList = query({
  name: "reports.large-value.list",
  permission: "reports.large-value.read",
  clearance: "general",
  input: listInput(LARGE_VALUE_LIST),
  output: listOutput(candidateRow),
  async resolve(scope, input) {
    const { batch, ...filters } = input.filters;
    const asked = { ...input, filters };
    const page = await runList<typeof LARGE_VALUE_LIST, Row>(scope.tx, LARGE_VALUE_LIST, asked, {
      select: COLUMNS,
      from: FROM,
      where: [sql`c.programme_id = ${scope.actor.programmeId}`, ...(batch ? [await fedByBatch(scope, batch)] : [])],
      map: {
        filters: {
          state: sql`c.state`,
          direction: sql`c.direction`,
          rule: sql`c.rule_id`,
          date: sql`c.business_date`,
          due: sql`c.due_on`,
          customer: sql`c.customer_id`,
          batch: sql`null`,
          number: sql`c.number`,
        },
        sorts: {
          due: { by: sql`c.due_at`, type: "timestamptz" },
          date: { by: sql`c.business_date`, type: "date" },
          amount: { by: sql`c.cny_sum`, type: "numeric" },
        },
        id: sql`c.id`,
      },
    });
    return { ...page, rows: await present(scope, page.rows) };
  },
});

/** One candidate with its transactions, its arithmetic and why it is due when it is. At most 500 transactions are listed. */
export const largeValueDetail = query({
  name: "reports.large-value.detail",
  permission: "reports.large-value.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: candidateRow.extend({
    foundAt: z.string(),
    recomputedAt: z.string(),
    legs: z.array(legRow),
    legCount: z.number(),
    rule: citedRule,
    /** The time to report: its rule and days, the days counted, and the steps that led to the due date. */
    term: z.object({
      rule: citedRule,
      days: z.number(),
      marks: z.array(dayMark),
      steps: z.array(z.record(z.string(), z.unknown())),
    }),
    /** Since when and by which approval no report is owed; and the proposal that waits for its checker. */
    exempted: z.object({ at: z.string(), approvalId: z.string(), rule: citedRule }).nullable(),
    exemptionProposal: z.object({ approvalId: z.string(), number: z.string() }).nullable(),
    history: z.array(historyEvent),
    today: z.string(),
  }),
  async resolve(scope, { id }) {
    const { tx, actor, rules } = scope;
    const { rows } = await tx.execute<Row>(
      sql`select ${COLUMNS} from ${FROM} where c.id = ${id}::uuid and c.programme_id = ${actor.programmeId}`,
    );
    const row = rows[0] ?? notFound();
    const [shown] = await present(scope, [row]);
    if (!shown) notFound();
    const legs = await loadLegs(scope, row);
    const on = localDate(row.business_date);
    const rule =
      rules.all().find((version) => version.id === row.rule_id && version.version === row.rule_version) ??
      rules.get(row.rule_id, on);
    const term = rules.get(REPORT_TERM.rule, on);
    const clock = await tx.execute<{ steps: Record<string, unknown>[] }>(sql`select steps from clocks
      where subject_type = 'large-value' and subject_id = ${id}::uuid order by id desc limit 1`);
    return {
      ...shown,
      foundAt: toInstant(row.found_at),
      recomputedAt: toInstant(row.recomputed_at),
      legCount: legs[0]?.total ?? 0,
      legs: legs.map((leg) => ({
        id: leg.id,
        occurredAt: toInstant(leg.occurred_at),
        kind: leg.kind,
        amountMinor: leg.amount_minor,
        currency: leg.currency,
        rate: leg.rate,
        rateSource: leg.rate_source,
        usdRate: leg.usd_rate,
        usdRateSource: leg.usd_rate_source,
        cnyMinor: leg.cny_minor,
        usdMinor: leg.usd_minor,
        cnyRunning: leg.cny_running,
        usdRunning: leg.usd_running,
        counterpartyType: leg.counterparty_type,
        accountId: leg.account_id,
        accountNumber: leg.account_number,
        batchId: leg.batch_id,
        batchNumber: leg.batch_number,
        sourceRow: leg.source_row === null ? null : Number(leg.source_row),
        final: leg.final,
      })),
      rule: cite(rule),
      term: {
        rule: cite(term),
        days: Number(rules.figure(REPORT_TERM.rule, REPORT_TERM.figure, on).value),
        marks: reportDays(scope, on),
        steps: clock.rows[0]?.steps ?? [],
      },
      exempted:
        row.exempted_at && row.exemption_approval_id
          ? {
              at: toInstant(row.exempted_at),
              approvalId: row.exemption_approval_id,
              rule: cite(rules.get(EXEMPTION_RULE, on)),
            }
          : null,
      exemptionProposal: await pendingApproval(tx, EXEMPTION_KIND, id),
      history: await loadHistory(scope, id),
      today: shanghaiDate(scope.now),
    };
  },
});
