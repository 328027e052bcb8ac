import { sql } from "drizzle-orm";
import type { Instant } from "@/domain/shared/time";
import type { Scope } from "@/server/kernel/scope";
import { actsOf, detailOf, openOfficers } from "./detail";

/** Everything a receipt says. Officers and target stand in clear: the paper goes to the authority that named them. */
export type ReceiptFacts = {
  readonly order: Awaited<ReturnType<typeof detailOf>>;
  readonly officers: readonly { readonly name: string | null; readonly credential: string | null }[];
  readonly acts: Awaited<ReturnType<typeof actsOf>>;
  readonly target: string | null;
  readonly at: Instant;
};

/** The facts of one receipt, for who may see the order. */
export async function receiptFacts(scope: Scope, orderId: string): Promise<ReceiptFacts> {
  const order = await detailOf(scope, orderId);
  const { rows } = await scope.tx.execute<{ target_sealed: Buffer | null }>(
    sql`select target_sealed from orders where id = ${orderId}::uuid`,
  );
  const place = { table: "orders", column: "target_sealed", rowId: orderId };
  return {
    order,
    officers: await openOfficers(scope, orderId),
    acts: await actsOf(scope, orderId),
    target: (await scope.vault.open(place, rows[0]?.target_sealed ?? null)) ?? order.accountNumber,
    at: scope.now,
  };
}
