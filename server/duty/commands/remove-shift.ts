import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Takes a shift off the roster. What was stays on record. Refuses one that is over. */
export const removeShift = command({
  name: "duty.shift.remove",
  permission: "duty.manage",
  input: z.object({ shiftId: z.uuid() }),
  subject: ({ shiftId }) => ({ type: "shift", id: shiftId }),
  async handle({ tx, actor, now }, { shiftId }) {
    const { rows } = await tx.execute<{ person_id: string; target: string; removed: boolean; over: boolean }>(
      sql`select person_id, target, removed_at is not null as removed, ends_at <= ${now}::timestamptz as over
        from duty_shifts where id = ${shiftId}::uuid for update`,
    );
    const shift = rows[0] ?? notFound();
    if (shift.removed) return refuse("duty.shift.removed");
    if (shift.over) return refuse("duty.shift.over");
    await tx.execute(
      sql`update duty_shifts set removed_at = ${now}::timestamptz, removed_by = ${actor.id} where id = ${shiftId}::uuid`,
    );
    return committed({
      result: null,
      audit: [
        {
          kind: "duty.shift.remove",
          subject: { type: "person", id: shift.person_id },
          data: { shift: shiftId, target: shift.target },
        },
      ],
    });
  },
});
