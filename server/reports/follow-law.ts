import { sql } from "drizzle-orm";
import { LINE_RULES, largeValueLines } from "@/domain/reports/large-value";
import { RULEBOOK_POLICY } from "@/domain/rulebook/policy";
import { addDays, addMonths, type LocalDate, localDate, shanghaiDate } from "@/domain/shared/time";
import { onClocksMoved } from "@/server/clocks/public";
import { execute } from "@/server/kernel/command";
import type { JobContext } from "@/server/kernel/jobs";
import type { Scope } from "@/server/kernel/scope";
import { type Consequence, type LawAfter, type LawChange, registerLawFollower } from "@/server/rulebook/public";
import { recomputeRange } from "./commands/recompute-range";
import { lineChanged } from "./events";
import { LARGE_VALUE } from "./recompute";

/** Candidates carry a copy of their clock's due date: it moves with the clock, in the same transaction. */
onClocksMoved("reports", async ({ tx, actor }, moved) => {
  const rows = moved
    .filter(({ subjectType }) => subjectType === LARGE_VALUE)
    .map(({ subjectId, due }) => ({
      id: subjectId,
      due_on: due.dueOn,
      due_at: due.dueAt,
      provisional: due.provisional,
    }));
  if (rows.length === 0) return;
  await tx.execute(sql`update large_value_candidates c set due_on = m.due_on, due_at = m.due_at, provisional = m.provisional,
      version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as m (id uuid, due_on date, due_at timestamptz, provisional boolean)
    where c.id = m.id and c.programme_id = ${actor.programmeId}`);
});

type Line = Extract<LawChange, { kind: "rule" }>;
const isLine = (change: LawChange): change is Line =>
  change.kind === "rule" && Object.values(LINE_RULES).some((id) => id === change.after.id);

/** Candidates of a line's days up to today that would no longer reach it. New ones are only found by computing again. */
async function preview({ tx, actor, now }: Scope, change: LawChange, { rules }: LawAfter): Promise<Consequence | null> {
  if (!isLine(change)) return null;
  const { id, validFrom, validTo } = change.after;
  const from = validFrom ?? shanghaiDate(now);
  const line = largeValueLines(rules, localDate(from)).find(({ ref }) => ref.ruleId === id);
  if (!line) return null;
  type Row = { id: string; number: string; cny_sum: string; falls: boolean; looked: number; fallen: number };
  const { rows } = await tx.execute<Row>(sql`select f.*, count(*) over ()::int as looked,
      (count(*) filter (where falls) over ())::int as fallen from (
      select id, number, cny_sum::text as cny_sum, not (${reachesSql("cny_sum", line.cny)} or ${reachesSql("usd_sum", line.usd)}) as falls
      from large_value_candidates where programme_id = ${actor.programmeId} and rule_id = ${id} and state <> 'withdrawn'
        and business_date >= ${from}::date and (${validTo}::date is null or business_date <= ${validTo}::date)) as f
    order by falls desc, id limit ${RULEBOOK_POLICY.examples}::int`);
  return {
    looked: rows[0]?.looked ?? 0,
    capped: false,
    changed: rows[0]?.fallen ?? 0,
    examples: rows
      .filter(({ falls }) => falls)
      .map((row) => ({
        subjectType: LARGE_VALUE,
        subjectId: row.id,
        number: row.number,
        before: "reported",
        after: "below",
      })),
  };
}

function reachesSql(column: string, line: { minor: bigint; inclusive: boolean }) {
  const sign = sql.raw(line.inclusive ? ">=" : ">");
  return sql`coalesce(${sql.raw(column)} ${sign} ${line.minor.toString()}::numeric, false)`;
}

registerLawFollower({
  name: "large-value",
  preview,
  events: (change) =>
    isLine(change) && change.after.validFrom
      ? [lineChanged({ changeId: change.changeId, from: change.after.validFrom, until: change.after.validTo })]
      : [],
});

/** Computes the days of a changed line again, up to today, a month at a time. Later days are computed under it anyway. */
export async function followLine(
  { runtime, principal, eventId, requestId, signal }: JobContext,
  { from, until }: { from: string; until: string | null },
): Promise<void> {
  const today = shanghaiDate(runtime.clock());
  const last = until !== null && until < today ? localDate(until) : today;
  for (let first = localDate(from); first <= last; ) {
    signal.throwIfAborted();
    const end = endOfMonth(first) < last ? endOfMonth(first) : last;
    const call = { principal, input: { from: first, to: end }, key: `${eventId}:${first}`, requestId };
    const outcome = await execute(runtime, recomputeRange, call);
    if (!outcome.ok) throw new Error(outcome.code);
    first = addDays(end, 1);
  }
}

const endOfMonth = (date: LocalDate) => addDays(addMonths(localDate(`${date.slice(0, 7)}-01`), 1), -1);
