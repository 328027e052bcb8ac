import { sql } from "drizzle-orm";
import { z } from "zod";
import { keepAdministrator } from "@/domain/people/decisions";
import { roleName } from "@/domain/people/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { endGrants } from "../end-grants";
import { administratorsOf, heldBy, lockPerson, lockRights } from "../store";

/**
 * Ends a role of a person in the actor's programme, at once: the next request is without it. Taking rights away waits for
 * nobody. Refuses one's own, one not held, and the last administrator's.
 */
export const endRole = command({
  name: "people.role.end",
  permission: "people.roles.end",
  input: z.object({ personId: z.uuid(), role: roleName }),
  stepUp: true,
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId, role }) {
    const { tx, actor, now } = scope;
    if (personId === actor.personId) return refuse("people.role.own");
    await lockRights(tx, actor.programmeId);
    await lockPerson(scope, personId);
    const held = await heldBy(tx, personId, actor.programmeId, now);
    if (!held.some((one) => one.role === role)) return refuse("people.role.not-held");
    if (role === "administrator") {
      const kept = keepAdministrator(await administratorsOf(tx, actor.programmeId, now), personId);
      if (!kept.ok) return kept;
    }
    const ended = await endGrants(scope, sql`g.person_id = ${personId}::uuid and g.role = ${role}`);
    return committed({
      result: null,
      audit: [{ kind: "people.role.end", subject: { type: "person", id: personId }, data: { role } }, ...ended],
    });
  },
});
