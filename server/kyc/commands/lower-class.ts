import { sql } from "drizzle-orm";
import { lowerClassInput } from "@/domain/kyc/inputs";
import { lowerClass as lower } from "@/domain/kyc/outcome";
import { refuse } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { openAccountsOf } from "@/server/accounts/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { changeClass } from "../outcome";

/**
 * Lowers the class of an account by a person's decision: the identity is in doubt, a channel took its answer back, or
 * the customer asked. It rises again by another submission. Refuses what is no lower class, and an account that changed.
 */
export const lowerClass = command({
  name: "kyc.class.lower",
  permission: "kyc.class.lower",
  input: lowerClassInput,
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { accountId, version, to, reason }) {
    const { tx, actor, now, rules } = scope;
    const { rows } = await tx.execute<{ customer_id: string }>(
      sql`select customer_id from accounts where id = ${accountId}::uuid and programme_id = ${actor.programmeId}`,
    );
    const { customer_id: customerId } = rows[0] ?? notFound();
    const accounts = await openAccountsOf(scope, customerId, { lock: true });
    const account = accounts.find(({ id }) => id === accountId) ?? notFound();
    if (account.version !== version) return refuse("kyc.class.stale", { params: { version: account.version } });
    const decision = lower(account.accountClass, to, reason, rules, shanghaiDate(now));
    if (!decision.ok) return decision;
    const changed = await changeClass(scope, account, to, {
      customerId,
      submissionId: null,
      verification: { channels: 0, faceToFace: false },
      reason,
      by: actor.id,
      basis: decision.basis,
    });
    return committed({
      result: { accountId, accountClass: to, version: account.version + 1 },
      audit: [
        {
          kind: "kyc.class.lower",
          subject: { type: "account", id: accountId },
          basis: decision.basis,
          data: { number: account.number, customerId, fromClass: account.accountClass, toClass: to, reason },
        },
        changed,
      ],
    });
  },
});
