import { type SQL, sql } from "drizzle-orm";
import type { Role } from "@/domain/identity/roles";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";

type Ended = { id: string; person_id: string; role: Role; delegation_id: string | null };

async function end({ tx, actor, now }: Scope, which: SQL): Promise<Ended[]> {
  const { rows } = await tx.execute<Ended>(sql`update role_grants g set ended_at = least(g.ends_at, ${now}::timestamptz)
    where g.programme_id = ${actor.programmeId} and g.ended_at is null and ${which}
    returning g.id, g.person_id, g.role, g.delegation_id`);
  return rows;
}

const list = (ids: readonly string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

/**
 * Ends the grants `which` (a condition on `g`) of the actor's programme and whatever hangs on them: a role lent on ends
 * with the role it was lent from. Gives the entries. Takes effect with the next request of whoever held them.
 */
export async function endGrants(scope: Scope, which: SQL): Promise<AuditEvent[]> {
  const { tx, actor, now } = scope;
  const first = await end(scope, which);
  const lent: Ended[] = [];
  for (const grant of first.filter(({ delegation_id }) => delegation_id === null)) {
    lent.push(
      ...(await end(
        scope,
        sql`g.delegation_id in (select d.id from delegations d where d.from_id = ${grant.person_id}::uuid
          and d.role = ${grant.role} and d.state = 'active')`,
      )),
    );
  }
  const ended = [...first, ...lent];
  const delegationIds = ended.flatMap(({ delegation_id }) => (delegation_id ? [delegation_id] : []));
  if (delegationIds.length > 0) {
    await tx.execute(sql`update delegations set state = 'ended', ended_at = least(ends_at, ${now}::timestamptz),
      ended_by = ${actor.id} where id = any(${list(delegationIds)}) and state = 'active'`);
  }
  return ended.map((grant) => ({
    kind: grant.delegation_id ? ("people.delegation.end" as const) : ("identity.role.end" as const),
    subject: { type: "person", id: grant.person_id },
    data: { role: grant.role, grant: grant.id, ...(grant.delegation_id && { delegation: grant.delegation_id }) },
  }));
}
