import { sql } from "drizzle-orm";
import { z } from "zod";
import { type Grant, type HeldGrant, reconcile } from "@/domain/identity/oidc-roles";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { refuse } from "@/domain/shared/result";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { Scope } from "@/server/kernel/scope";

const grantSchema = z.strictObject({ programmeId: z.string().max(41), role: z.enum(ROLE_NAMES as [Role, ...Role[]]) });

/**
 * Makes a person's roles follow the groups of the identity provider, at each sign-in. Grants of the console are left
 * alone; conflicting duties and ending the last administrator are left out, and the log says so. Runs as `system:sign-in`.
 */
export const assignOidcRoles = command({
  name: "identity.oidc.assign",
  permission: "identity.sessions.start",
  input: z.object({ personId: z.uuid(), wanted: z.array(grantSchema).max(100) }),
  storesResult: false,
  subject: ({ personId }) => ({ type: "person", id: personId }),
  async handle(scope, { personId, wanted }) {
    const { tx, now } = scope;
    const person = await tx.execute(
      sql`select from people where id = ${personId}::uuid and disabled_at is null for update`,
    );
    if (person.rows.length === 0) return refuse("identity.session.refused");
    const { rows } = await tx.execute<{ programme_id: string; role: Role; source: string }>(sql`
      select programme_id, role, source from role_grants where person_id = ${personId}::uuid and ended_at is null`);
    const held: HeldGrant[] = rows.map(({ programme_id, role, source }) => ({
      programmeId: programme_id,
      role,
      source,
    }));
    const known = await tx.execute<{ id: string }>(sql`select id from programmes`);
    const programmes = new Set(known.rows.map(({ id }) => id));
    const plan = reconcile(
      held,
      wanted.filter(({ programmeId }) => programmes.has(programmeId)),
    );
    const subject = { type: "person", id: personId };
    const audit: AuditEvent[] = [];
    let kept = 0;
    for (const grant of plan.end) {
      if (await isLastAdministrator(scope, personId, grant)) {
        kept += 1;
        continue;
      }
      await tx.execute(sql`update role_grants set ended_at = ${now}::timestamptz where person_id = ${personId}::uuid
        and programme_id = ${grant.programmeId} and role = ${grant.role} and source = 'oidc' and ended_at is null`);
      audit.push({ kind: "identity.role.end", subject, data: { ...grant, source: "oidc" } });
    }
    for (const grant of plan.grant) {
      // A role that was kept for want of another administrator may conflict with what comes.
      const { rowCount } =
        await tx.execute(sql`insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by, source)
        select ${scope.newId()}, ${personId}::uuid, ${grant.programmeId}, ${grant.role}, ${now}::timestamptz, 'system:sign-in', 'oidc'
        where not exists (select from role_grants g join role_conflicts c
            on (c.role_a, c.role_b) = (least(g.role, ${grant.role}::text), greatest(g.role, ${grant.role}::text))
          where g.person_id = ${personId}::uuid and g.programme_id = ${grant.programmeId} and g.ended_at is null)`);
      if (rowCount === 1) audit.push({ kind: "identity.role.grant", subject, data: { ...grant, source: "oidc" } });
    }
    const changed = audit.length;
    const data = { changed, conflicting: plan.conflicting.map(({ role }) => role), keptAsLastAdministrator: kept };
    return committed({ result: { changed }, audit: [{ kind: "identity.oidc.assign", subject, data }, ...audit] });
  },
});

async function isLastAdministrator({ tx }: Scope, personId: string, { programmeId, role }: Grant): Promise<boolean> {
  if (role !== "administrator") return false;
  const { rows } = await tx.execute<{ person_id: string }>(sql`select g.person_id from role_grants g
    join people p on p.id = g.person_id and p.disabled_at is null
    where g.programme_id = ${programmeId} and g.role = 'administrator' and g.ended_at is null for update of g`);
  return !rows.some((row) => row.person_id !== personId);
}
