import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { disputable, gestureFacts, LOSSES_LIST, lossFigures, lossRow } from "@/domain/losses/schema";
import { phaseOf } from "@/domain/losses/times";
import { listInput, listOutput } from "@/domain/shared/list";
import { addMonths, shanghaiDate } from "@/domain/shared/time";
import { openAccountsOf } from "@/server/accounts/public";
import { notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { nameOf, presentReports, REPORT_COLUMNS, type ReportColumns } from "./rows";
import { loadReport, openReportOf } from "./store";

/** Loss reports, the latest first. */
export const lossesList = query({
  name: "losses.reports.list",
  permission: "losses.read",
  clearance: "general",
  input: listInput(LOSSES_LIST),
  output: listOutput(lossRow),
  async resolve(scope, input) {
    const page = await runList<typeof LOSSES_LIST, ReportColumns>(scope.tx, LOSSES_LIST, input, {
      select: REPORT_COLUMNS,
      from: sql`loss_reports r`,
      where: [sql`r.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`r.state`,
          cause: sql`r.cause`,
          callBack: sql`r.call_back_state`,
          reported: sql`(r.reported_at at time zone 'Asia/Shanghai')::date`,
          number: sql`r.number`,
          customer: sql`r.customer_id`,
        },
        sorts: { reportedAt: { by: sql`r.reported_at`, type: "timestamptz" } },
        id: sql`r.id`,
      },
    });
    return { ...page, rows: await presentReports(scope, page.rows) };
  },
});

/** What the gesture needs before it: accounts that would be protected, cards, and whether a report is open. */
export const gestureQuery = query({
  name: "losses.gesture.detail",
  permission: "losses.report",
  clearance: "general",
  input: z.object({ customerId: z.uuid() }),
  output: gestureFacts,
  async resolve(scope, { customerId }) {
    const { tx, actor, now } = scope;
    const { rows } = await tx.execute<{ cards: number }>(sql`select
        (select count(*)::int from bound_cards b join accounts a on a.id = b.account_id
          where a.customer_id = c.id and a.status = 'open' and b.status = 'bound') as cards
      from customers c where c.id = ${customerId}::uuid and c.programme_id = ${actor.programmeId}`);
    const { cards } = rows[0] ?? notFound();
    const accounts = await openAccountsOf(scope, customerId);
    const open = await openReportOf(scope, customerId);
    return {
      now,
      accounts: accounts.map(({ id, number, currency }) => ({ id, number, currency })),
      cards,
      open: open ? { id: open.id, number: open.number, state: open.state, verified: open.verified } : null,
    };
  },
});

type LegRow = {
  id: string;
  account_id: string;
  account_number: string;
  occurred_at: string;
  kind: string;
  amount_minor: string;
  currency: string;
};

/** Money that went out of the customer's accounts lately, each labelled by where it lies: what may be disputed. */
export const disputableList = query({
  name: "losses.disputable.list",
  permission: "losses.work",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: z.object({ rows: z.array(disputable) }),
  async resolve(scope, { id }) {
    const { tx, actor, rules, now } = scope;
    const report = await loadReport(scope, id);
    const { rows } =
      await tx.execute<LegRow>(sql`select t.id, t.account_id, a.number as account_number, t.occurred_at, t.kind,
        t.amount_minor::text as amount_minor, t.currency
      from transactions t join accounts a on a.id = t.account_id
      where t.customer_id = ${report.customerId}::uuid and t.programme_id = ${actor.programmeId} and t.retired_at is null
        and t.direction = 'out' order by t.occurred_at desc, t.id desc limit ${LOSSES_POLICY.mostDisputes}::int`);
    return {
      rows: rows.map((row) => {
        const occurredAt = toInstant(row.occurred_at);
        const phase = phaseOf(occurredAt, report, rules, now);
        return {
          id: row.id,
          account: { id: row.account_id, number: row.account_number },
          occurredAt,
          kind: row.kind,
          amountMinor: row.amount_minor,
          currency: row.currency,
          phase: phase.ok ? phase.value : "before-notice",
        };
      }),
    };
  },
});

type MonthRow = {
  month: string;
  reports: number;
  unverified: number;
  late: number;
  p50: number | null;
  p95: number | null;
};

const MONTHS = 12;

/**
 * Time to protect by month of the entry: median and 95th percentile of the seconds from notice to protection, over those
 * entered in time; how many were for callers nobody knew; and who gave such stops lately.
 */
export const lossesFigures = query({
  name: "losses.figures.list",
  permission: "losses.read",
  clearance: "general",
  input: z.object({}),
  output: lossFigures,
  async resolve({ tx, actor, now }) {
    const late = sql`r.reported_at - r.notice_at > make_interval(mins => ${LOSSES_POLICY.lateMinutes}::int)`;
    const seconds = sql`extract(epoch from r.in_force_at - r.notice_at)`;
    const since = addMonths(shanghaiDate(now), 1 - MONTHS);
    const months =
      await tx.execute<MonthRow>(sql`select to_char(r.reported_at at time zone 'Asia/Shanghai', 'YYYY-MM') as month,
        count(*)::int as reports, count(*) filter (where r.call_back_state <> 'none')::int as unverified,
        count(*) filter (where ${late})::int as late,
        round((percentile_cont(0.5) within group (order by ${seconds}) filter (where not (${late})))::numeric, 1)::float8 as p50,
        round((percentile_cont(0.95) within group (order by ${seconds}) filter (where not (${late})))::numeric, 1)::float8 as p95
      from loss_reports r where r.programme_id = ${actor.programmeId}
        and r.reported_at >= date_trunc('month', ${since}::timestamp) at time zone 'Asia/Shanghai'
      group by 1 order by 1 desc`);
    const colleagues = await tx.execute<{
      name: string;
      unverified: number;
    }>(sql`select ${nameOf("n.entered_by")} as name,
        count(*)::int as unverified
      from loss_notices n where n.programme_id = ${actor.programmeId} and n.stopped
        and n.entered_at > ${now}::timestamptz - make_interval(days => ${LOSSES_POLICY.windowDays}::int)
      group by n.entered_by order by 2 desc, 1 limit 50`);
    return { months: months.rows, colleagues: colleagues.rows };
  },
});
