import { assessClosure } from "@/domain/closures/conditions";
import { tellRemainingInput } from "@/domain/closures/schema";
import { toldRemaining } from "@/domain/closures/told";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { closureFacts } from "../facts";
import { provenLook } from "../look";
import { closureUnderWay, loadAccount, today } from "../store";
import { tellRemaining } from "../tell-remaining";

/**
 * Tells a customer who wishes to close that something remains, and how much: what he sees to himself. Refuses a closed
 * account, one whose closing is under way, a look that proves nothing, and where nothing he may hear of remains.
 */
export const tellRemainingCommand = command({
  name: "closures.remaining.tell",
  permission: "closures.request",
  input: tellRemainingInput,
  subject: ({ accountId }) => ({ type: "account", id: accountId }),
  async handle(scope, { accountId, identity, token }) {
    const account = await loadAccount(scope, accountId, { lock: true });
    const proven = provenLook(scope, account.id, token);
    if (!proven.ok) return proven;
    if (account.status === "closed") return refuse("closures.closure.account-closed");
    if (await closureUnderWay(scope, account.id)) return refuse("closures.closure.already-open");
    const { customerId } = account;
    const about = { accountId: account.id, customerId, kind: "by-customer", subjectId: null } as const;
    const facts = await closureFacts(scope, about, proven.look);
    const { value, basis } = assessClosure(facts, scope.rules, today(scope));
    const count = toldRemaining(value.remaining);
    if (count === 0) return refuse("closures.remaining.nothing", { basis });
    const subject = { type: "account", id: account.id };
    const told = await tellRemaining(scope, { ...about, subject }, value.remaining);
    return committed({
      result: { accountId, count },
      audit: [
        { kind: "closures.remaining.tell", subject, basis, data: { account: account.number, count, identity } },
        ...told.audit,
      ],
      events: told.events,
    });
  },
});
