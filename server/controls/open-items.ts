import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";

/** What is open about a customer elsewhere and bears on a measure: lost cards, orders, objections, a closing account. */
const KINDS = ["loss-report", "loss-review", "order-review", "order-expiring", "objection", "closure-stopped"] as const;

export type OpenItem = { readonly kind: string; readonly number: string };

/** The open items of a customer that a proposal is weighed with. What may not be told is left out for everybody alike. */
export async function openItemsOf(tx: Tx, customerId: string): Promise<readonly OpenItem[]> {
  const { rows } =
    await tx.execute<OpenItem>(sql`select kind, number from work_items where customer_id = ${customerId}::uuid
    and state = 'open' and clearance = 'general' and kind in ${[...KINDS]} order by kind, number limit 50`);
  return rows.map(({ kind, number }) => ({ kind, number }));
}
