import { sql } from "drizzle-orm";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { permissionsOf } from "@/domain/permissions";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice, registerNoticeTarget } from "@/server/notifications/public";

const LINK = "reverification-hold";
const ROLES = ROLE_NAMES.filter((role) => permissionsOf([role]).has("reverification.release"));

// A notice about a hold opens it only for who may see re-verifications when he reads.
registerNoticeTarget(LINK, async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("reverification.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from reverification_holds
    where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});

/** Tells whoever may release a hold that one waits for him. Gives the news to send with the caller's commit. */
export async function tellHeld(
  { tx, actor, now }: Scope,
  hold: { readonly id: string; readonly number: string; readonly held: number },
): Promise<readonly OutboxEvent[]> {
  const { rows } = await tx.execute<{ person_id: string }>(sql`select distinct g.person_id from role_grants g
    join people m on m.id = g.person_id and m.disabled_at is null
    where g.programme_id = ${actor.programmeId} and g.role in ${[...ROLES]} and g.ended_at is null
      and (g.ends_at is null or g.ends_at > ${now}::timestamptz) order by g.person_id`);
  const people = rows.map(({ person_id }) => person_id);
  const said = { number: hold.number, kind: LINK, count: hold.held };
  return notice(people, "reverification.hold", said, { type: LINK, id: hold.id });
}
