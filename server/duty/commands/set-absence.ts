import { sql } from "drizzle-orm";
import { z } from "zod";
import { ABSENCE_REASONS } from "@/domain/duty/codes";
import { setAbsence as decide } from "@/domain/duty/decisions";
import { refuse } from "@/domain/shared/result";
import { localDate } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { absencesOf, lockRoster } from "../store";

/**
 * Says that a person is away from one day to another, both included, Shanghai. One's own, or a colleague's in the
 * programme for whoever manages duty. Refuses as the domain does, and a stand-in who has no role here.
 */
export const setAbsence = command({
  name: "duty.absence.set",
  permission: "duty.self",
  input: z.object({
    personId: z.uuid(),
    fromOn: z.iso.date(),
    toOn: z.iso.date(),
    reasonCode: z.enum(ABSENCE_REASONS),
    standInId: z.uuid().nullable().default(null),
  }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle({ tx, actor, now, newId }, input) {
    const { personId, standInId } = input;
    if (personId !== actor.personId && !actor.permissions.has("duty.manage")) return refuse("duty.absence.not-own");
    const here = async (id: string) => {
      const { rows } = await tx.execute(sql`select from people p where p.id = ${id}::uuid and p.disabled_at is null
        and exists (select from role_grants g where g.person_id = p.id and g.programme_id = ${actor.programmeId}
          and g.ended_at is null and (g.ends_at is null or g.ends_at > ${now}::timestamptz))`);
      return rows.length > 0;
    };
    if (!(await here(personId))) return notFound();
    if (standInId !== null && !(await here(standInId)))
      return refuse("duty.absence.stand-in-unknown", { field: "standInId" });
    await lockRoster(tx, actor.programmeId);
    const decision = decide({
      personId,
      days: { fromOn: localDate(input.fromOn), toOn: localDate(input.toOn) },
      standInId,
      others: await absencesOf(tx, personId, now),
      standInAway: standInId ? await absencesOf(tx, standInId, now) : [],
      now,
    });
    if (!decision.ok) return decision;
    const id = newId<"absence">();
    const { fromOn, toOn } = decision.value;
    await tx.execute(sql`insert into absences (id, programme_id, legal_entity_id, person_id, from_on, to_on, reason_code,
        stand_in_id, set_by, set_at)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${personId}, ${fromOn}::date, ${toOn}::date,
        ${input.reasonCode}, ${standInId}::uuid, ${actor.id}, ${now}::timestamptz)`);
    return committed({
      result: { absenceId: id as string },
      audit: [
        {
          kind: "duty.absence.set",
          subject: { type: "person", id: personId },
          data: { absence: id, from: fromOn, to: toOn, reason: input.reasonCode, standIn: standInId },
        },
      ],
    });
  },
});
