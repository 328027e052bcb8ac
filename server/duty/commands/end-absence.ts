import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Takes an absence back, or ends it early: the person is given work again at once. Refuses others' and one that is over. */
export const endAbsence = command({
  name: "duty.absence.end",
  permission: "duty.self",
  input: z.object({ absenceId: z.uuid() }),
  subject: ({ absenceId }) => ({ type: "absence", id: absenceId }),
  async handle({ tx, actor, now }, { absenceId }) {
    const { rows } = await tx.execute<{ person_id: string; ended_at: string | null }>(
      sql`select person_id, ended_at from absences where id = ${absenceId}::uuid for update`,
    );
    const absence = rows[0] ?? notFound();
    if (absence.person_id !== actor.personId && !actor.permissions.has("duty.manage")) return notFound();
    if (absence.ended_at) return refuse("duty.absence.ended");
    await tx.execute(
      sql`update absences set ended_at = ${now}::timestamptz, ended_by = ${actor.id} where id = ${absenceId}::uuid`,
    );
    return committed({
      result: null,
      audit: [
        {
          kind: "duty.absence.end",
          subject: { type: "person", id: absence.person_id },
          data: { absence: absenceId },
        },
      ],
    });
  },
});
