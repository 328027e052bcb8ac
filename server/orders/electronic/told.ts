import { sql } from "drizzle-orm";
import { ROLE_NAMES } from "@/domain/identity/roles";
import type { NoticeKind, NoticeParams } from "@/domain/notifications/codes";
import { permissionsOf } from "@/domain/permissions";
import { onDuty } from "@/server/duty/public";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice } from "@/server/notifications/public";
import { ORDER_SUBJECT } from "./items";

const ROLES = ROLE_NAMES.filter((role) => permissionsOf([role]).has("orders.register"));

/** News of an order for everybody who carries orders out; who is on duty is called, at night too. */
export async function tellDesk(
  scope: Scope,
  orderId: string,
  kind: NoticeKind,
  said: NoticeParams,
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
  const link = { type: ORDER_SUBJECT, id: orderId };
  const others = rows.map(({ person_id }) => person_id).filter((person) => !called.has(person));
  return [...notice([...called], "duty.called", said, link), ...notice(others, kind, said, link)];
}
