import { type SQL, sql } from "drizzle-orm";
import { LIVE_STATES } from "@/domain/controls/model";
import { STANDING_STATES } from "@/domain/orders/model";
import { askPlanned } from "@/server/kernel/planned-once";
import type { Scope } from "@/server/kernel/scope";
import { type HeldItem, registerRetentionHold } from "./holds";

const live = sql`state in ${["proposed", ...LIVE_STATES]}`;
const standing = sql`state in ${[...STANDING_STATES]}`;

/** What holds by what stands open in a table, as everybody sees it: by its code, which is also the type of the thing. */
const OPEN: readonly (readonly [code: string, table: string, open: SQL])[] = [
  ["closure", "closures", sql`state in ('requested', 'approved', 'paying-out', 'closing')`],
  ["correction", "corrections", sql`state = 'proposed'`],
  ["loss-report", "loss_reports", sql`ended_at is null`],
  ["measure", "measures", sql`clearance = 'general' and ${live}`],
  ["objection", "objections", sql`state = 'open'`],
  ["order", "orders", sql`clearance = 'general' and ${standing}`],
];

/** What holds behind the wall. It names nothing: only the cleared hear of it at all. */
const HIDDEN: readonly (readonly [code: string, table: string, open: SQL])[] = [
  ["hidden-measure", "measures", live],
  ["hidden-order", "orders", standing],
  ["list-hit", "screening_hits", sql`state <> 'dismissed'`],
];

const among = ({ actor }: Scope, customerIds: readonly string[]) =>
  sql`customer_id = any(${sql.param([...customerIds])}::uuid[]) and programme_id = ${actor.programmeId}`;
const union = (parts: readonly SQL[]) => sql.join([...parts], sql` union all `);

registerRetentionHold({
  code: "desk",
  clearance: "general",
  async check(scope, customerIds): Promise<readonly HeldItem[]> {
    const parts = OPEN.map(
      ([code, table, open]) => sql`select ${code}::text as code, customer_id, id, number from ${sql.identifier(table)}
        where ${among(scope, customerIds)} and ${open}`,
    );
    const rows = await askPlanned<{ code: string; customer_id: string; id: string; number: string }>(
      scope.tx,
      sql`${union(parts)} order by code, id`,
    );
    return rows.map(({ code, customer_id: customerId, id, number }) => ({
      customerId,
      code,
      subject: { type: code, id, number },
    }));
  },
});

registerRetentionHold({
  code: "desk-hidden",
  clearance: "suspicion",
  async check(scope, customerIds): Promise<readonly HeldItem[]> {
    const parts = HIDDEN.map(
      ([code, table, open]) => sql`select ${code}::text as code, customer_id from ${sql.identifier(table)}
        where ${among(scope, customerIds)} and clearance = 'suspicion' and ${open} group by customer_id`,
    );
    const rows = await askPlanned<{ code: string; customer_id: string }>(
      scope.tx,
      sql`${union(parts)} order by code, customer_id`,
    );
    return rows.map(({ code, customer_id: customerId }) => ({ customerId, code }));
  },
});
