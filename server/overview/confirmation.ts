import { sql } from "drizzle-orm";
import { confirmationSpans, SPAN_STARTS } from "@/domain/overview/confirmation";
import { addDays, shanghaiDate, startOfDay } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";

/** The window of these figures, in days. */
const WINDOW_DAYS = 30;
const SLOWEST = 3;

type SpanRow = { span: number; n: number };
type WholeRow = { n: number; median: string | null; p95: string | null };
type SlowRow = { id: string; number: string; took: string };

/** How long the payment core took to confirm what two persons had decided: in spans, in sum, and the slowest. */
export async function confirmation({ tx, actor, now }: Scope) {
  const from = startOfDay(addDays(shanghaiDate(now), -WINDOW_DAYS));
  const answered = sql`select m.id, m.number, greatest(0, extract(epoch from i.answered_at - a.decided_at)) as seconds
    from core_instructions i join measures m on m.id = i.measure_id
      join approvals a on a.id = case i.verb when 'restrict' then m.approval_id else m.release_approval_id end
    where i.programme_id = ${actor.programmeId} and i.state = 'applied' and i.answered_at >= ${from}::timestamptz
      and a.decided_at is not null`;
  const spans =
    await tx.execute<SpanRow>(sql`select width_bucket(seconds::float8, ${sql.param([...SPAN_STARTS])}::float8[]) as span,
      count(*)::int as n from (${answered}) t group by 1`);
  const whole = await tx.execute<WholeRow>(sql`select count(*)::int as n,
      percentile_cont(0.5) within group (order by seconds)::text as median,
      percentile_cont(0.95) within group (order by seconds)::text as p95 from (${answered}) t`);
  const slowest = await tx.execute<SlowRow>(
    sql`select id, number, seconds::text as took from (${answered}) t order by seconds desc, id limit ${SLOWEST}`,
  );
  const seconds = (text: string | null | undefined) => (text ? Math.round(Number(text)) : null);
  return {
    count: whole.rows[0]?.n ?? 0,
    medianSeconds: seconds(whole.rows[0]?.median),
    p95Seconds: seconds(whole.rows[0]?.p95),
    buckets: [...confirmationSpans(new Map(spans.rows.map((row) => [row.span, row.n])))],
    slowest: slowest.rows.map((row) => ({ measureId: row.id, number: row.number, seconds: seconds(row.took) ?? 0 })),
  };
}
