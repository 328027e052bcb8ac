import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { dayMarks } from "@/domain/clocks/day-marks";
import { reportDue } from "@/domain/reports/large-value";
import type { RuleVersion } from "@/domain/rulebook/model";
import { type LocalDate, shanghaiDate } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { entryOf } from "@/server/rulebook/public";

const bilingual = z.object({ zh: z.string(), en: z.string() });

/** A rule as a page cites it. */
export const citedRule = z.object({
  id: z.string(),
  version: z.number(),
  document: bilingual,
  clause: z.string(),
  title: bilingual,
  status: z.enum(["verified-seed", "verified", "secondary", "unconfirmed"]),
});

/** What of a version a page cites, with the title of its document. */
export function cite(version: RuleVersion): z.infer<typeof citedRule> {
  const { document } = entryOf(version);
  return {
    id: version.id,
    version: version.version,
    document: document.title,
    clause: version.clause,
    title: version.title,
    status: version.status,
  };
}

/** How far a due date is: working days after today up to it (negative when it lies behind), and whether it has passed. */
export const standingShape = { workingDaysLeft: z.number(), late: z.boolean() };

/** The standing of a due day and moment now. */
export function standing({ calendar, now }: Pick<Scope, "calendar" | "now">, due: { on: LocalDate; at: string }) {
  return { workingDaysLeft: calendar.workingDaysBetween(shanghaiDate(now), due.on), late: due.at <= now };
}

/** The days counted to a report's due date, for the calendar beside "why this date". */
export const dayMark = z.object({ date: z.string(), mark: z.string(), ordinal: z.number().nullable() });

/** Counts the days of a business date's report. */
export function reportDays(scope: Scope, on: LocalDate): z.infer<typeof dayMark>[] {
  const due = reportDue(on, scope).value;
  const marks = dayMarks({ due, pauses: [], calendar: scope.calendar, now: scope.now });
  return marks.map(({ date, mark, ordinal }) => ({ date, mark, ordinal }));
}

/** What the audit log tells of one subject. `by` is null for the system. */
export const historyEvent = z.object({ id: z.string(), at: z.string(), kind: z.string(), by: bilingual.nullable() });

const MOST_EVENTS = 50;

/** The committed entries about a subject, newest first; what suspicion touches stays behind the wall of the rows. */
export async function loadHistory({ tx, actor }: Scope, subjectId: string): Promise<z.infer<typeof historyEvent>[]> {
  type Row = { id: string; at: string; kind: string; name_zh: string | null; name_en: string | null };
  const { rows } = await tx.execute<Row>(sql`select e.id, e.at, e.kind, p.name_zh, p.name_en
    from audit_entries e left join people p on e.actor_id = 'person:' || p.id
    where e.subject_id = ${subjectId} and e.programme_id = ${actor.programmeId} and e.outcome = 'committed'
      and e.clearance = 'general'
    order by e.at desc, e.id desc limit ${MOST_EVENTS}`);
  return rows.map((row) => ({
    id: row.id,
    at: toInstant(row.at),
    kind: row.kind,
    by: row.name_zh && row.name_en ? { zh: row.name_zh, en: row.name_en } : null,
  }));
}
