import { sql } from "drizzle-orm";
import type { Role } from "@/domain/identity/roles";
import type { Scope } from "@/server/kernel/scope";
import { onDuty } from "./on-duty";

/** Who is told of an alarm: who is on duty for the role; when the roster is empty, everybody who holds it. */
export async function toldOf(scope: Scope, role: Role): Promise<readonly string[]> {
  const { tx, actor, now } = scope;
  const called = await onDuty(scope, { targetType: "role", target: role }, now);
  if (called.length > 0) return called;
  const { rows } = await tx.execute<{ person_id: string }>(sql`
    select distinct g.person_id from role_grants g join people p on p.id = g.person_id and p.disabled_at is null
    where g.programme_id = ${actor.programmeId} and g.role = ${role} and g.ended_at is null
      and (g.ends_at is null or g.ends_at > ${now}::timestamptz) limit 50`);
  return rows.map((row) => row.person_id);
}
