import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import type { ShiftKind, TargetType } from "@/domain/duty/codes";
import { moved } from "@/domain/duty/coverage";
import { refuse } from "@/domain/shared/result";
import { addDays, localDate, startOfDay, weekday } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { lockRoster } from "../store";
import { writeShift } from "../write-shift";

type Row = {
  target_type: TargetType;
  target: string;
  person_id: string;
  kind: ShiftKind;
  starts_at: string;
  ends_at: string;
};

/**
 * Writes the week that begins on `weekOn` (a Monday) as the week before it was. Whoever may no longer stand there, is
 * away, or already stands there is left out and named with the reason. Refuses a day that is no Monday and an empty week.
 */
export const replayWeek = command({
  name: "duty.week.replay",
  permission: "duty.manage",
  input: z.object({ weekOn: z.iso.date() }),
  subject: ({ weekOn }) => ({ type: "week", id: weekOn }),
  async handle(scope, input) {
    const { tx, actor } = scope;
    const weekOn = localDate(input.weekOn);
    if (weekday(weekOn) !== 1) return refuse("duty.week.not-monday", { field: "weekOn" });
    await lockRoster(tx, actor.programmeId);
    const { rows } =
      await tx.execute<Row>(sql`select target_type, target, person_id, kind, starts_at, ends_at from duty_shifts
      where removed_at is null and starts_at >= ${startOfDay(addDays(weekOn, -7))}::timestamptz
        and starts_at < ${startOfDay(weekOn)}::timestamptz order by starts_at, id`);
    if (rows.length === 0) return refuse("duty.week.empty");
    const left: { personId: string; target: string; code: string }[] = [];
    let written = 0;
    for (const row of rows) {
      const stretch = moved({ startsAt: toInstant(row.starts_at), endsAt: toInstant(row.ends_at) }, 7);
      const shift = { targetType: row.target_type, target: row.target, personId: row.person_id, kind: row.kind };
      const outcome = await writeShift(scope, { ...shift, ...stretch });
      if (outcome.ok) written += 1;
      else left.push({ personId: row.person_id, target: row.target, code: outcome.code });
    }
    return committed({
      result: { written, left },
      audit: [
        {
          kind: "duty.week.replay",
          subject: { type: "week", id: weekOn },
          data: { week: weekOn, written, left: left.length },
        },
      ],
    });
  },
});
