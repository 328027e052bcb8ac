import { sql } from "drizzle-orm";
import { z } from "zod";
import { MATCH_REASONS } from "@/domain/orders/electronic/model";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { carryOut } from "../electronic/carry-out";
import { MISMATCH_ITEM, ORDER_SUBJECT } from "../electronic/items";
import { holdOrder, messageOf, notePlace, ownerOf } from "../electronic/store";

/** Who found the account, why he is sure, and his words. */
export async function recordMatch(
  { tx, vault, actor }: Scope,
  orderId: string,
  said: { readonly reason: string; readonly note: string },
): Promise<void> {
  const note = await vault.seal(ownerOf(orderId), notePlace(orderId), said.note);
  await tx.execute(sql`update electronic_orders set matched_by = ${actor.id}, match_reason = ${said.reason}, note_sealed = ${note}
    where id = ${orderId}::uuid`);
}

/**
 * A person says which account an order means that matched none by itself; it is carried out at once, from now. Refuses an
 * order that waits for no person, one whose order is unknown, a version that is not the newest, and work a colleague has.
 */
export const matchElectronicOrder = command({
  name: "orders.electronic.match",
  permission: "orders.register",
  input: z.object({
    orderId: z.uuid(),
    version: z.int(),
    /** As people say it: `A-000042`. */
    accountNumber: z.string().trim().min(1).max(64),
    reason: z.enum(MATCH_REASONS),
    note: z.string().trim().min(1).max(500),
  }),
  subject: ({ orderId }) => ({ type: ORDER_SUBJECT, id: orderId }),
  async handle(scope, { orderId, version, accountNumber, reason, note }) {
    const { tx, actor, now } = scope;
    const order = (await holdOrder(scope, orderId)) ?? notFound();
    if (order.state !== "mismatch") return refuse("orders.electronic.not-waiting");
    if (order.version !== version) return refuse("orders.electronic.stale");
    const message = await messageOf(scope, order);
    if (message.act === "renew" || message.act === "release") return refuse("orders.electronic.not-matchable");
    const free = await checkNotHeld(tx, actor, { kind: MISMATCH_ITEM, subjectId: orderId }, now);
    if (!free.ok) return free;
    const { rows } = await tx.execute<{ id: string; customer_id: string; status: "open" | "closed"; currency: string }>(
      sql`select id, customer_id, status, currency from accounts where number = ${accountNumber} and programme_id = ${actor.programmeId}`,
    );
    const row = rows[0];
    if (!row) return refuse("orders.electronic.no-such-account");
    if (row.status === "closed") return refuse("orders.electronic.account-closed");
    const foreign =
      "extent" in message && message.extent.scope === "amount" && message.extent.currency !== row.currency;
    if (foreign) return refuse("orders.electronic.currency-differs");
    await recordMatch(scope, orderId, { reason, note });
    const found = { accountId: row.id, customerId: row.customer_id, status: row.status, currency: row.currency };
    const { state, code, effect, basis } = await carryOut(scope, order, message, found);
    await closeItems(tx, actor, { kind: MISMATCH_ITEM, subjectIds: [orderId] }, now);
    const data = { number: order.number, account: row.id, reason, state, ...(code ? { code } : {}) };
    return committed({
      result: { orderId, state, code },
      audit: [
        { kind: "orders.electronic.match", subject: { type: ORDER_SUBJECT, id: orderId }, basis, data },
        ...effect.audit,
      ],
      events: effect.events,
    });
  },
});
