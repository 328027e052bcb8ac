import { sql } from "drizzle-orm";
import type { Wish } from "@/domain/limits/adjustments";
import type { ADJUSTMENT_KINDS } from "@/domain/limits/codes";
import type { LimitedAccount } from "@/domain/limits/model";
import { localDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { limitedAccounts } from "./facts";

/** What of an account a changed limit is judged by. */
export type AdjustedAccount = {
  readonly account: LimitedAccount & { readonly customerId: string };
  readonly number: string;
  readonly currency: string;
};

/** An account whose limits are to change, locked against another change when asked. Throws not-found for one out of sight. */
export async function loadAdjusted(
  scope: Scope,
  accountId: string,
  options: { lock: boolean },
): Promise<AdjustedAccount> {
  const { rows } = await scope.tx.execute<{
    number: string;
    currency: string;
  }>(sql`select number, currency from accounts
    where id = ${accountId}::uuid and programme_id = ${scope.actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const account = (await limitedAccounts(scope, [accountId])).get(accountId);
  const [row] = rows;
  return row && account ? { account, ...row } : notFound();
}

/** A wish as the form gives it. */
export const wishOf = (input: {
  readonly kind: (typeof ADJUSTMENT_KINDS)[number];
  readonly value: bigint;
  readonly dayMinor: bigint | null;
  readonly until: string | null;
}): Wish => ({ ...input, until: input.until === null ? null : localDate(input.until) });
