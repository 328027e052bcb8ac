import { sql } from "drizzle-orm";
import { z } from "zod";
import { ERASE_TOGETHER } from "@/domain/retention/policy";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import { command, committed } from "@/server/kernel/command";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { carryOutPlan } from "../carry-out";
import { digestOf, plansOf } from "../plan";

type Ids = readonly string[];

/** Those whose accounts are all closed, their accounts locked. */
async function ended({ tx, actor }: Scope, customerIds: Ids): Promise<string[]> {
  const { rows } = await tx.execute<{
    customer_id: string;
    status: string;
  }>(sql`select customer_id, status from accounts
    where customer_id = any(${sql.param([...customerIds])}::uuid[]) and programme_id = ${actor.programmeId}
    order by customer_id, id for update`);
  const open = new Set(rows.filter(({ status }) => status === "open").map((row) => row.customer_id));
  return [...new Set(rows.map((row) => row.customer_id))].filter((id) => !open.has(id));
}

/** The last account of customers is closed: their terms run, and what the law keeps is only stored from now on. */
export const endRelationship = command({
  name: "retention.relationship.end",
  permission: "retention.run",
  input: z.strictObject({ customerIds: z.array(z.uuid()).min(1).max(ERASE_TOGETHER) }),
  subject: ({ customerIds }) => ({ type: "customer", id: customerIds[0] ?? "" }),
  async handle(scope, input) {
    const { tx, now } = scope;
    const customerIds = await ended(scope, input.customerIds);
    if (customerIds.length === 0) return refuse("retention.relationship.runs");
    // A closing nobody saw counts from the day it was found.
    await tx.execute(sql`update accounts set closed_on = coalesce((select max(ended_at at time zone 'Asia/Shanghai')::date
        from closures where account_id = accounts.id and state = 'closed'), ${shanghaiDate(now)}::date)
      where customer_id = any(${sql.param(customerIds)}::uuid[]) and closed_on is null`);
    const audit: AuditEvent[] = [];
    const events: OutboxEvent[] = [];
    for (const [customerId, classes] of await plansOf(scope, { customerIds, purpose: "deletion" }, { asked: false })) {
      const plan = { classes, digest: digestOf(classes) };
      const done = await carryOutPlan(scope, { customerId, requestId: null, plan }, "relationship-end");
      audit.push({ kind: "retention.relationship.end", subject: { type: "customer", id: customerId } }, ...done.audit);
      events.push(...done.events);
    }
    const [first, ...others] = audit;
    if (!first) throw new Error("an end without an entry");
    return committed({ result: null, audit: [first, ...others], events });
  },
});
