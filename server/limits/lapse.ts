import type { Scope } from "@/server/kernel/scope";
import { type Change, changeCounters } from "./counting";
import { type DecisionRow, rowUse, settleRows } from "./decision-rows";

/** What a reservation nobody spoke of in time gives back. */
const givesBack = (row: DecisionRow): Change => ({
  customerId: row.customer_id,
  accountId: row.account_id,
  on: row.business_date,
  use: rowUse(row),
  sign: -1,
});

/** Takes overdue reservations of customers whose books are held out of the counters. Gives what each gave back. */
export async function lapseOverdue(scope: Scope, overdue: readonly DecisionRow[]): Promise<readonly Change[]> {
  if (overdue.length === 0) return [];
  const ids = overdue.map(({ id }) => id);
  await settleRows(scope, ids, "lapsed");
  const changes = overdue.map(givesBack);
  await changeCounters(scope, changes);
  return changes;
}
