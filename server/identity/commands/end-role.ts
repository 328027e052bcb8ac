import { sql } from "drizzle-orm";
import { z } from "zod";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";

/** Ends a role in the actor's programme; rights go with the next request. Refuses one's own and the last administrator. */
export const endRole = command({
  name: "identity.role.end",
  permission: "identity.roles.grant",
  input: z.object({ personId: z.uuid(), role: z.enum(ROLE_NAMES as [Role, ...Role[]]) }),
  stepUp: true,
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle({ tx, actor, now }, { personId, role }) {
    if (personId === actor.personId) return refuse("identity.role.own");
    const live = await tx.execute<{ person_id: string }>(sql`select person_id from role_grants
      where programme_id = ${actor.programmeId} and role = ${role} and ended_at is null for update`);
    if (!live.rows.some((row) => row.person_id === personId)) return refuse("identity.role.not-held");
    if (role === "administrator" && live.rows.length === 1) return refuse("identity.role.last-administrator");
    await tx.execute(sql`update role_grants set ended_at = ${now}::timestamptz where person_id = ${personId}
      and programme_id = ${actor.programmeId} and role = ${role} and ended_at is null`);
    return committed({
      result: null,
      audit: [{ kind: "identity.role.end", subject: { type: "person", id: personId }, data: { role } }],
    });
  },
});
