import { type SQL, sql } from "drizzle-orm";
import type { Instant } from "@/domain/shared/time";
import type { StandingDays } from "@/domain/worklist/standing";

/** The standing of a due moment and day in SQL, the same as `standingOf`. Counts and lists use this one expression. */
export function standingSql(due: { at: SQL; on: SQL }, now: Instant, days: StandingDays): SQL {
  return sql`case when ${due.at} is null then 'undated' when ${due.at} <= ${now}::timestamptz then 'late'
    when ${due.on} <= ${days.today}::date then 'today' when ${due.on} <= ${days.next}::date then 'next'
    when ${due.on} <= ${days.soon}::date then 'soon' else 'later' end`;
}
