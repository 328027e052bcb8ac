import { sql } from "drizzle-orm";
import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { lockPerson, lockRights } from "../store";

/** Lets a person in again, with the roles held before; what was lent stays ended. Refuses oneself and somebody not disabled. */
export const enablePerson = command({
  name: "people.person.enable",
  permission: "people.manage",
  stepUp: true,
  input: z.object({ personId: z.uuid() }),
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId }) {
    const { tx, actor, now } = scope;
    if (personId === actor.personId) return refuse("people.person.self");
    await lockRights(tx, actor.programmeId);
    const person = await lockPerson(scope, personId);
    if (person.homeProgrammeId !== actor.programmeId) return refuse("people.person.elsewhere");
    if (!person.disabled) return refuse("people.person.not-disabled");
    await tx.execute(sql`update people set disabled_at = null where id = ${personId}::uuid`);
    await tx.execute(sql`update disablements set ended_at = ${now}::timestamptz, ended_by = ${actor.id}
      where person_id = ${personId}::uuid and ended_at is null`);
    return committed({
      result: null,
      audit: [{ kind: "people.person.enable", subject: { type: "person", id: personId } }],
    });
  },
});
