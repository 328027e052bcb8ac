import { sql } from "drizzle-orm";
import type { Order, OrderAct } from "@/domain/orders/model";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { clearanceOf } from "./store";

export const ACT_STATES = ["instructed", "in-force", "ended", "failed", "done"] as const;
export type ActState = (typeof ACT_STATES)[number];

/** Why what an order did came to its end. */
export const ACT_CAUSES = ["term", "order", "court", "replaced", "core"] as const;
export type ActCause = (typeof ACT_CAUSES)[number];

/** Notes what was done for an order on one account. */
export async function insertAct(
  scope: Scope,
  order: Pick<Order, "id" | "authority" | "basis">,
  done: {
    readonly act: OrderAct;
    readonly accountId: string | null;
    readonly measureId?: string | null;
    readonly state: ActState;
    readonly amountMinor?: bigint | null;
    readonly cause?: ActCause;
  },
): Promise<void> {
  const { tx, actor, now } = scope;
  await tx.execute(sql`insert into order_acts (id, programme_id, legal_entity_id, clearance, order_id, act, account_id, measure_id,
      state, amount_minor, done_at, cause)
    values (${scope.newId<"order-act">()}, ${actor.programmeId}, ${actor.legalEntityId}, ${clearanceOf(order)}, ${order.id}::uuid,
      ${done.act}, ${done.accountId}::uuid, ${done.measureId ?? null}::uuid, ${done.state},
      ${done.amountMinor?.toString() ?? null}::bigint, ${now}::timestamptz, ${done.cause ?? null})`);
}

/** Writes where what an order did on a measure stands now. */
export async function saveAct(
  { tx }: Pick<Scope, "tx">,
  measureId: string,
  change: {
    readonly state: ActState;
    readonly inForceAt?: Instant;
    readonly endedAt?: Instant;
    readonly cause?: ActCause;
  },
): Promise<void> {
  await tx.execute(sql`update order_acts set state = ${change.state},
      in_force_at = coalesce(${change.inForceAt ?? null}::timestamptz, in_force_at),
      ended_at = case when ${change.state} = 'in-force' then null else coalesce(${change.endedAt ?? null}::timestamptz, ended_at) end,
      cause = case when ${change.state} = 'in-force' then null else coalesce(${change.cause ?? null}, cause) end
    where measure_id = ${measureId}::uuid and act in ('freeze', 'stop', 'deduct')`);
}

/** The measure an order gave, not yet ended; undefined where it gave none. */
export async function measureOf({ tx }: Pick<Scope, "tx">, orderId: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ measure_id: string }>(sql`select measure_id from order_acts
    where order_id = ${orderId}::uuid and measure_id is not null and act in ('freeze', 'stop') and state in ('instructed', 'in-force')
    order by done_at desc, id desc limit 1`);
  return rows[0]?.measure_id;
}

/** True where a measure is on its way out already: nothing is left to release. */
export async function endsAlready({ tx }: Pick<Scope, "tx">, measureId: string): Promise<boolean> {
  const { rows } = await tx.execute(sql`select from measures where id = ${measureId}::uuid
    and (state = 'release-instructed' or lift_reason_code is not null)`);
  return rows.length > 0;
}
