import { sql } from "drizzle-orm";
import { z } from "zod";
import { PRIVACY_POLICY } from "@/domain/privacy/policy";
import { erasurePreview, REQUESTS_LIST, requestFigures, requestRow } from "@/domain/privacy/schema";
import { listInput, listOutput } from "@/domain/shared/list";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import { AppError, notFound } from "@/server/kernel/errors";
import { runList } from "@/server/kernel/list-query";
import { query } from "@/server/kernel/query";
import { planErasure } from "@/server/retention/public";
import { ERASURE_TYPES, purposeOf } from "./carrying-out";
import { planRows } from "./plan-lines";
import { LIST_COLUMNS, type ListColumns, presentRows, timingSql } from "./rows";
import { loadRequest } from "./store";

/** Privacy requests, the soonest due first; unproven ones among them, which no worklist shows. */
export const requestsList = query({
  name: "privacy.requests.list",
  permission: "privacy.read",
  clearance: "general",
  input: listInput(REQUESTS_LIST),
  output: listOutput(requestRow),
  async resolve(scope, input) {
    const page = await runList<typeof REQUESTS_LIST, ListColumns>(scope.tx, REQUESTS_LIST, input, {
      select: LIST_COLUMNS,
      from: sql`privacy_requests r`,
      where: [sql`r.programme_id = ${scope.actor.programmeId}`],
      map: {
        filters: {
          state: sql`r.state`,
          type: sql`r.type`,
          document: sql`r.document`,
          channel: sql`r.channel`,
          timing: timingSql(scope.now),
          outcome: sql`r.outcome`,
          received: sql`(r.received_at at time zone 'Asia/Shanghai')::date`,
          number: sql`r.number`,
          customer: sql`r.customer_id`,
        },
        sorts: {
          dueAt: { by: sql`r.due_at`, type: "timestamptz" },
          receivedAt: { by: sql`r.received_at`, type: "timestamptz" },
        },
        id: sql`r.id`,
      },
    });
    return { ...page, rows: await presentRows(scope, page.rows) };
  },
});

/** What a deletion or closing would do now, class by class: what the officer proposes, and the second person decides on. */
export const erasurePreviewQuery = query({
  name: "privacy.erasure.detail",
  permission: "privacy.plan.read",
  clearance: "general",
  input: z.object({ id: z.uuid() }),
  output: erasurePreview,
  async resolve(scope, { id }) {
    const { customerId, verifiedAt, type } = await loadRequest(scope, id);
    if (customerId === null) return notFound();
    if (verifiedAt === null || !ERASURE_TYPES.includes(type)) throw new AppError("invalid");
    const plan = await planErasure(scope, { customerId, purpose: purposeOf(type) });
    return { digest: plan.digest, lines: planRows(plan.classes) };
  },
});

/** How many requests are open, and how many of them late: the unproven are no work yet, and late all the same. */
export const requestCountsQuery = query({
  name: "privacy.counts.list",
  permission: "privacy.read",
  clearance: "general",
  input: z.object({}),
  output: z.object({ open: z.number(), late: z.number() }),
  async resolve({ tx, actor, now }) {
    const { rows } = await tx.execute<{ open: number; late: number }>(sql`select count(*)::int as open,
        (count(*) filter (where ${timingSql(now)} = 'late'))::int as late
      from privacy_requests r where r.programme_id = ${actor.programmeId} and r.ended_at is null`);
    return rows[0] ?? { open: 0, late: 0 };
  },
});

type Totals = {
  open: number;
  unverified: number;
  near: number;
  late: number;
  receipt_late: number;
  answered: number;
  in_time: number;
};
type Day = { day: string; open: number; late: number; received: number; ended: number };

/**
 * How the house stands, and the burn-down of the last days: what was open at each day's end, and what of it was late by
 * then. Unproven requests are counted like all others.
 */
export const requestFiguresQuery = query({
  name: "privacy.figures.list",
  permission: "privacy.read",
  clearance: "general",
  input: z.object({}),
  output: requestFigures,
  async resolve({ tx, actor, now }) {
    const today = shanghaiDate(now);
    const first = addDays(today, 1 - PRIVACY_POLICY.burnDownDays);
    const { rows } = await tx.execute<Totals>(sql`with t as (
        select r.*, ${timingSql(now)} as timing from privacy_requests r where r.programme_id = ${actor.programmeId}
          and (r.ended_at is null or r.ended_at > ${now}::timestamptz - interval '90 days'))
      select (count(*) filter (where ended_at is null))::int as open,
        (count(*) filter (where state = 'received'))::int as unverified,
        (count(*) filter (where ended_at is null and timing = 'near'))::int as near,
        (count(*) filter (where ended_at is null and timing = 'late'))::int as late,
        (count(*) filter (where timing = 'receipt-late'))::int as receipt_late,
        (count(*) filter (where state = 'answered'))::int as answered,
        (count(*) filter (where state = 'answered' and not late))::int as in_time
      from t`);
    const { rows: days } = await tx.execute<Day>(sql`with days as (
        select d::date as day, ((d::date + 1)::timestamp at time zone 'Asia/Shanghai') as till
        from generate_series(${first}::date, ${today}::date, interval '1 day') as d)
      select d.day::text as day,
        (count(r.id) filter (where r.received_at < d.till and (r.ended_at is null or r.ended_at >= d.till)))::int as open,
        (count(r.id) filter (where r.received_at < d.till and (r.ended_at is null or r.ended_at >= d.till)
          and coalesce(r.late_since, case when r.paused_since is null then r.due_at end) < d.till))::int as late,
        (count(r.id) filter (where (r.received_at at time zone 'Asia/Shanghai')::date = d.day))::int as received,
        (count(r.id) filter (where (r.ended_at at time zone 'Asia/Shanghai')::date = d.day))::int as ended
      from days d left join privacy_requests r on r.programme_id = ${actor.programmeId}
        and (r.ended_at is null or r.ended_at >= ${first}::date - interval '1 day')
      group by d.day order by d.day`);
    const row = rows[0];
    return {
      open: row?.open ?? 0,
      unverified: row?.unverified ?? 0,
      near: row?.near ?? 0,
      late: row?.late ?? 0,
      receiptLate: row?.receipt_late ?? 0,
      answered: row?.answered ?? 0,
      answeredInTime: row?.in_time ?? 0,
      days,
    };
  },
});
