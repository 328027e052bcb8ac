import { sql } from "drizzle-orm";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { permissionsOf } from "@/domain/permissions";
import { onDuty } from "@/server/duty/public";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice, registerNoticeTarget } from "@/server/notifications/public";
import { DIFFERENCE_ITEM } from "./differences";

const ROLES = ROLE_NAMES.filter((role) => permissionsOf([role]).has("controls.request"));

/** The core lets through what we restrict: whoever works measures hears of it now, and who is on duty is called. */
export async function tellCoreFreer(
  scope: Scope,
  difference: { readonly id: string; readonly number: string },
): Promise<readonly OutboxEvent[]> {
  const { tx, actor, now } = scope;
  const { rows } = await tx.execute<{ person_id: string }>(sql`select distinct g.person_id from role_grants g
    join people m on m.id = g.person_id and m.disabled_at is null
    where g.programme_id = ${actor.programmeId} and g.role in ${[...ROLES]} and g.ended_at is null
      and (g.ends_at is null or g.ends_at > ${now}::timestamptz) order by g.person_id`);
  const called = new Set<string>();
  for (const role of ROLES) {
    for (const person of await onDuty(scope, { targetType: "role", target: role }, now)) called.add(person);
  }
  const link = { type: "core-difference", id: difference.id };
  const said = { number: difference.number, kind: DIFFERENCE_ITEM };
  const others = rows.map(({ person_id }) => person_id).filter((person) => !called.has(person));
  return [...notice([...called], "duty.called", said, link), ...notice(others, "controls.core-freer", said, link)];
}

registerNoticeTarget("core-difference", async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("controls.read")) return new Set<string>();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from core_differences
    where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
