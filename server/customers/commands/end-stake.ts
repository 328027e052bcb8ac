import { sql } from "drizzle-orm";
import { endStakeInput } from "@/domain/customers/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { lockEnterprise } from "../enterprise-store";

/** Ends an owner's part, and with it those of the owners above; they stay on record. Refuses one that has ended. */
export const endStake = command({
  name: "customers.stake.end",
  permission: "customers.enterprise.record",
  input: endStakeInput,
  subject: ({ stakeId }) => ({ type: "ownership-stake", id: stakeId }),
  async handle(scope, { stakeId }) {
    const { tx, actor, now } = scope;
    const found = await tx.execute<{ customer_id: string }>(sql`select customer_id from ownership_stakes
      where id = ${stakeId}::uuid and programme_id = ${actor.programmeId}`);
    const { customer_id: customerId } = found.rows[0] ?? notFound();
    const enterprise = await lockEnterprise(scope, customerId);
    if (!enterprise.ok) return enterprise;
    const { rows } = await tx.execute<{ id: string }>(sql`with recursive ending as (
        select id from ownership_stakes where id = ${stakeId}::uuid and ended_at is null
        union select s.id from ownership_stakes s join ending e on s.above_id = e.id where s.ended_at is null)
      update ownership_stakes s set ended_at = ${now}::timestamptz, ended_by = ${actor.id}
      from ending where s.id = ending.id returning s.id`);
    if (rows.length === 0) return refuse("customers.stake.ended");
    return committed({
      result: { ended: rows.length },
      audit: [
        {
          kind: "customers.stake.end",
          subject: { type: "customer", id: customerId },
          data: { stake: stakeId, ended: rows.length },
        },
      ],
    });
  },
});
