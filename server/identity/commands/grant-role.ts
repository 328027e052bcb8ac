import { sql } from "drizzle-orm";
import { z } from "zod";
import { ROLE_NAMES, type Role, rolesAreCompatible } from "@/domain/identity/roles";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";

/** Grants a role in the actor's programme. Refuses one's own, a held one, and duties that conflict with held ones. */
export const grantRole = command({
  name: "identity.role.grant",
  permission: "identity.roles.grant",
  input: z.object({ personId: z.uuid(), role: z.enum(ROLE_NAMES as [Role, ...Role[]]) }),
  stepUp: true,
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle({ tx, actor, now, newId }, { personId, role }) {
    if (personId === actor.personId) return refuse("identity.role.own");
    const person = await tx.execute(sql`select from people p where id = ${personId} and disabled_at is null
      and (home_programme_id = ${actor.programmeId} or exists (select from role_grants g
        where g.person_id = p.id and g.programme_id = ${actor.programmeId} and g.ended_at is null)) for update`);
    if (person.rows.length === 0) return notFound();
    const { rows } = await tx.execute<{ role: Role }>(sql`select role from role_grants
      where person_id = ${personId} and programme_id = ${actor.programmeId} and ended_at is null`);
    const held = rows.map((row) => row.role);
    if (held.includes(role)) return refuse("identity.role.held", { field: "role" });
    if (!rolesAreCompatible([...held, role])) return refuse("identity.role.conflict", { field: "role" });
    await tx.execute(sql`insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by)
      values (${newId()}, ${personId}, ${actor.programmeId}, ${role}, ${now}::timestamptz, ${actor.id})`);
    return committed({
      result: null,
      audit: [{ kind: "identity.role.grant", subject: { type: "person", id: personId }, data: { role } }],
    });
  },
});
