import { sql } from "drizzle-orm";
import { z } from "zod";
import type { RejectReason } from "@/domain/kyc/codes";
import { figuresOutput } from "@/domain/kyc/outputs";
import { KYC_POLICY } from "@/domain/kyc/policy";
import { addDays, type Instant, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { namesOf, personOf } from "@/server/worklist/public";

const STATES = ["ready", "held", "overriding", "asked", "reading"] as const;

/** How many submissions wait, by state, and those that are ready by how long they have been. */
async function waitingNow({ tx, actor, now }: Scope) {
  const edges = KYC_POLICY.ageingHours;
  const { rows } = await tx.execute<{ status: string; bucket: number; n: number }>(sql`select status,
      case when status = 'ready' then width_bucket(extract(epoch from ${now}::timestamptz - ready_at) / 3600.0,
        ${sql.param([...edges])}::numeric[]) else 0 end as bucket, count(*)::int as n
    from kyc_submissions where programme_id = ${actor.programmeId} and status in ${[...STATES]} group by 1, 2`);
  const of = (state: (typeof STATES)[number]) =>
    rows.filter(({ status }) => status === state).reduce((sum, { n }) => sum + n, 0);
  const ageing = [...edges, null].map((upToHours, bucket) => ({
    upToHours,
    count: rows.find((row) => row.status === "ready" && row.bucket === bucket)?.n ?? 0,
  }));
  const waiting = {
    ready: of("ready"),
    held: of("held"),
    overriding: of("overriding"),
    asked: of("asked"),
    reading: of("reading"),
  };
  return { waiting, ageing };
}

type ReviewerRow = {
  by: string;
  n: number;
  accepted: number;
  median: number | null;
  looked: number;
  disagreed: number;
};

/** Decisions by who made them: one's own alone for who may not look a second time. */
async function reviewersSince({ tx, actor }: Scope, since: Instant) {
  const all = actor.permissions.has("kyc.second-look");
  const { rows } = await tx.execute<ReviewerRow>(sql`with mine as (select d.decided_by as by, count(*)::int as n,
        count(*) filter (where d.decision = 'accept')::int as accepted,
        percentile_cont(0.5) within group (order by d.seconds)::float8 as median
      from kyc_decisions d where d.programme_id = ${actor.programmeId} and d.decided_at >= ${since}::timestamptz
        ${all ? sql`` : sql`and d.decided_by = ${actor.id}`} group by 1),
    looks as (select l.first_by as by, count(*)::int as looked, count(*) filter (where l.verdict = 'disagree')::int as disagreed
      from kyc_second_looks l where l.programme_id = ${actor.programmeId} and l.looked_at >= ${since}::timestamptz group by 1)
    select m.by, m.n, m.accepted, m.median, coalesce(k.looked, 0) as looked, coalesce(k.disagreed, 0) as disagreed
    from mine m left join looks k on k.by = m.by order by m.n desc, m.by limit 200`);
  const people = await namesOf(
    tx,
    rows.map(({ by }) => personOf(by)),
  );
  return rows.map((row) => ({
    personId: personOf(row.by) ?? row.by,
    name: people.get(personOf(row.by) ?? "")?.name ?? null,
    own: row.by === actor.id,
    decisions: row.n,
    accepted: row.accepted,
    medianSeconds: row.median,
    perHour: row.median === null || row.median <= 0 ? null : Math.round(3_600 / row.median),
    looked: row.looked,
    disagreed: row.disagreed,
  }));
}

const SHANGHAI_DAY = sql.raw("(d.decided_at at time zone 'Asia/Shanghai')::date");

/** Decisions by day, and the reasons of rejections and requests by the week that begins on its Monday. */
async function overTime({ tx, actor }: Scope, since: Instant) {
  const where = sql`d.programme_id = ${actor.programmeId} and d.decided_at >= ${since}::timestamptz`;
  const days = await tx.execute<{ day: string; accept: number; reject: number; ask: number }>(sql`select
      ${SHANGHAI_DAY}::text as day, count(*) filter (where d.decision = 'accept')::int as accept,
      count(*) filter (where d.decision = 'reject')::int as reject, count(*) filter (where d.decision = 'ask')::int as ask
    from kyc_decisions d where ${where} group by 1 order by 1`);
  const reasons = await tx.execute<{ week: string; reason: RejectReason; count: number }>(sql`select
      date_trunc('week', ${SHANGHAI_DAY}::timestamp)::date::text as week, r.reason, count(*)::int as count
    from kyc_decisions d, unnest(d.reasons) as r (reason) where ${where} group by 1, 2 order by 1, 3 desc, 2`);
  return { perDay: days.rows, reasons: reasons.rows };
}

async function disagreementSince({ tx, actor }: Scope, since: Instant) {
  const { rows } = await tx.execute<{ looked: number; disagreed: number; open: number }>(sql`select
      count(*) filter (where looked_at >= ${since}::timestamptz)::int as looked,
      count(*) filter (where looked_at >= ${since}::timestamptz and verdict = 'disagree')::int as disagreed,
      count(*) filter (where verdict is null)::int as open
    from kyc_second_looks where programme_id = ${actor.programmeId}`);
  return rows[0] ?? { looked: 0, disagreed: 0, open: 0 };
}

/** How the desk does: what waits and for how long, who decided how much, why things were refused, where looks disagree. */
export const figuresQuery = query({
  name: "kyc.figures",
  permission: "kyc.read",
  clearance: "general",
  input: z.object({}),
  output: figuresOutput,
  async resolve(scope) {
    const since = startOfDay(addDays(shanghaiDate(scope.now), -KYC_POLICY.figureDays));
    return {
      days: KYC_POLICY.figureDays,
      goal: KYC_POLICY.throughputPerHour,
      targetHours: KYC_POLICY.targetHours,
      ...(await waitingNow(scope)),
      reviewers: await reviewersSince(scope, since),
      ...(await overTime(scope, since)),
      disagreement: await disagreementSince(scope, since),
    };
  },
});
