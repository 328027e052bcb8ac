import { sql } from "drizzle-orm";
import { z } from "zod";
import { reviewOrder as decide } from "@/domain/orders/decisions";
import { NEXT_STEPS, REVIEW_OUTCOMES } from "@/domain/orders/model";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { evidenceFacts, markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { orderEntry } from "../entry";
import { REVIEW_ITEM } from "../paper";
import { findOrder, keyOf } from "../store";

/**
 * A lead who did not take it in has looked at an order: right, or with a defect and what follows. Ends nothing. Refuses
 * where nothing waits, the one who took it in, and an order whose scan is missing.
 */
export const reviewOrder = command({
  name: "orders.order.review",
  permission: "orders.review",
  input: z.object({
    orderId: z.uuid(),
    outcome: z.enum(REVIEW_OUTCOMES),
    nextStep: z.enum(NEXT_STEPS).nullable(),
    note: z.string().trim().max(2000),
  }),
  subject: ({ orderId }) => ({ type: "order", id: orderId }),
  async handle(scope, { orderId, outcome, nextStep, note }) {
    const { tx, actor, now, rules } = scope;
    if (!actor.personId) return refuse("approvals.approval.person-required");
    const order = (await findOrder(scope, orderId, { lock: true })) ?? notFound();
    const free = await checkNotHeld(tx, actor, { kind: REVIEW_ITEM, subjectId: orderId }, now);
    if (!free.ok) return free;
    const { rows } = await tx.execute(
      sql`select from work_items where kind = ${REVIEW_ITEM} and subject_id = ${orderId}::uuid and state = 'open'`,
    );
    const { count: scans } = await evidenceFacts(scope, { type: "order", id: orderId });
    const on = shanghaiDate(now);
    const by = actor.personId;
    const decision = decide({ order, waits: rows.length > 0, scans, by, outcome, nextStep, on, rules });
    if (!decision.ok) return decision;
    const place = { table: "orders", column: "review_note_sealed", rowId: orderId };
    const sealed = note === "" ? null : await scope.vault.seal(keyOf(orderId), place, note);
    const step = outcome === "defect" ? nextStep : null;
    await tx.execute(sql`update orders set review_outcome = ${outcome}, review_step = ${step}, review_note_sealed = ${sealed},
        reviewed_by = ${by}::uuid, reviewed_at = ${now}::timestamptz, version = version + 1 where id = ${orderId}::uuid`);
    await markEvidenceUsed(scope, { type: "order", id: orderId });
    await closeItems(tx, actor, { kind: REVIEW_ITEM, subjectIds: [orderId] }, now);
    return committed({
      result: { orderId, outcome },
      audit: [orderEntry("orders.order.review", order, { outcome, step, scans }, decision.basis)],
    });
  },
});
