import { z } from "zod";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { openItems } from "@/server/worklist/public";
import { closureUnderWay, loadAccount, STOPPED_ITEM } from "../store";

/**
 * A lost account is to be closed and replaced: somebody is asked to see to it, since closing wants two people. Refuses an
 * account that is closed, or whose closing is under way.
 */
export const openAfterLoss = command({
  name: "closures.loss.open",
  permission: "closures.run",
  input: z.object({ reportId: z.uuid(), customerId: z.uuid(), accountId: z.uuid() }),
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { reportId, customerId, accountId }) {
    const account = await loadAccount(scope, accountId, { lock: true });
    if (account.customerId !== customerId) notFound();
    if (account.status === "closed") return refuse("closures.closure.account-closed");
    if (await closureUnderWay(scope, account.id)) return refuse("closures.closure.already-open");
    const item = {
      kind: STOPPED_ITEM,
      number: account.number,
      subjectType: "account",
      subjectId: account.id,
      customerId,
      accountId: account.id,
    };
    await openItems(scope.tx, scope.actor, [item], scope.now);
    return committed({
      result: { accountId },
      audit: [
        {
          kind: "closures.loss.open",
          subject: { type: "account", id: account.id },
          data: { number: account.number, report: reportId },
        },
      ],
    });
  },
});
