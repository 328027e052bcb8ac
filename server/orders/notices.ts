import { sql } from "drizzle-orm";
import type { Role } from "@/domain/identity/roles";
import { isSecret } from "@/domain/orders/bases";
import type { Order } from "@/domain/orders/model";
import { SUSPICION_ROLES } from "@/domain/permissions";
import { onDuty } from "@/server/duty/public";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice, registerNoticeTarget } from "@/server/notifications/public";

/** Everybody who holds one of these roles, on duty first: nobody else is told when the roster names somebody. */
async function holdersOf({ tx, actor, now }: Scope, roles: readonly Role[]): Promise<readonly string[]> {
  const { rows } = await tx.execute<{ person_id: string }>(sql`
    select distinct g.person_id from role_grants g join people p on p.id = g.person_id and p.disabled_at is null
    where g.programme_id = ${actor.programmeId} and g.role in ${[...roles]} and g.ended_at is null
      and (g.ends_at is null or g.ends_at > ${now}::timestamptz) limit 50`);
  return rows.map((row) => row.person_id);
}

/** Tells the people of these roles about an order; of a secret one only who is cleared. */
export async function tellAbout(
  scope: Scope,
  order: Pick<Order, "id" | "number" | "authority" | "basis">,
  news: {
    readonly kind: "orders.expiring" | "orders.review-overdue";
    readonly roles: readonly Role[];
    readonly due: string;
  },
): Promise<readonly OutboxEvent[]> {
  const secret = isSecret(order);
  const roles = secret ? SUSPICION_ROLES : news.roles;
  const called = (
    await Promise.all(roles.map((target) => onDuty(scope, { targetType: "role", target }, scope.now)))
  ).flat();
  const people = called.length > 0 ? called : await holdersOf(scope, roles);
  const params = { number: order.number, due: news.due };
  const link = { type: "order", id: order.id } as const;
  return notice(people, news.kind, params, link, secret ? { clearance: "suspicion" } : {});
}

// A notice about an order opens it for who may see it; the fence leaves out the secret ones.
registerNoticeTarget("order", async ({ tx, actor }, ids) => {
  if (!actor.permissions.has("orders.read")) return new Set();
  const { rows } = await tx.execute<{ id: string }>(sql`select id from orders
    where programme_id = ${actor.programmeId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Set(rows.map(({ id }) => id));
});
