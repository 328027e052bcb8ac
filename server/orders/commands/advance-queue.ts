import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { ORDERS_POLICY } from "@/domain/orders/policy";
import { refuse } from "@/domain/shared/result";
import { addDuration } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { takeOver } from "../queue";

/**
 * Lets the freeze that waits for an account take hold: where nothing holds the account any more, and, for terms of days,
 * just before the end of the freeze that holds it. Refuses where none may yet.
 */
export const advanceQueue = command({
  name: "orders.order.take-over",
  permission: "orders.watch",
  input: z.object({ accountId: z.uuid() }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { accountId }) {
    const { tx, actor, now } = scope;
    await tx.execute(
      sql`select from accounts where id = ${accountId}::uuid and programme_id = ${actor.programmeId} for update`,
    );
    const soon = addDuration(now, { seconds: ORDERS_POLICY.takeOverAheadSeconds });
    const { rows } = await tx.execute<{ measure_id: string; ends_at: Date | string }>(sql`select m.id as measure_id,
        coalesce(s.expires_at, m.expires_at) as ends_at
      from measures m left join measure_secrets s on s.measure_id = m.id
      where m.account_id = ${accountId}::uuid and m.programme_id = ${actor.programmeId} and m.state in ('instructed', 'in-force')
        and coalesce(s.source, m.source) = 'authority' and coalesce(s.kind, m.kind) = 'freeze'
        and coalesce(s.expires_at, m.expires_at) > ${now}::timestamptz and coalesce(s.expires_at, m.expires_at) <= ${soon}::timestamptz
        and not exists (select from order_acts a join orders o on o.id = a.order_id
          where a.measure_id = m.id and o.term_unit = 'hours')
      order by ends_at desc`);
    const [last] = rows;
    const at = last ? toInstant(last.ends_at) : now;
    const effect = await takeOver(scope, accountId, { at, ending: rows.map(({ measure_id }) => measure_id) });
    const [first, ...rest] = effect.audit;
    if (!first) return refuse("orders.order.not-about", { params: { state: "queued" } });
    return committed({ result: { accountId }, audit: [first, ...rest], events: effect.events });
  },
});
