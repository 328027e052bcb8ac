import { sql } from "drizzle-orm";
import { z } from "zod";
import type { DayLine } from "@/domain/completeness/day-end";
import type { LocalDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { fromKept, tieDay } from "../tie";

/** Ties a day out again with the statement it was tied with last, after our side changed: a late import, a withdrawal. */
export const tieAgain = command({
  name: "completeness.day.tie",
  permission: "completeness.import",
  input: z.strictObject({ date: z.iso.date() }),
  subject: ({ date }) => ({ type: "business-day", id: date }),
  async handle(scope, input) {
    const { tx, actor } = scope;
    const date = input.date as LocalDate;
    const { rows } = await tx.execute<{ id: string; lines: (Omit<DayLine, "minor"> & { minor: string })[] }>(sql`
      select s.id, s.lines from tie_outs t join day_statements s on s.id = t.statement_id
      where t.programme_id = ${actor.programmeId} and t.business_date = ${date}::date
      order by t.tied_at desc, t.id desc limit 1`);
    const [latest] = rows;
    if (!latest) return notFound();
    const { events, ...tied } = await tieDay(scope, { id: latest.id, lines: fromKept(latest.lines) }, date);
    const { differences, opened, healed } = tied;
    return committed({
      result: tied,
      audit: [
        {
          kind: "completeness.day.tie",
          subject: { type: "business-day", id: date },
          data: { differences, opened, healed },
        },
      ],
      events,
    });
  },
});
