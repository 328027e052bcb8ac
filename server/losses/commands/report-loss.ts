import { decideGesture } from "@/domain/losses/gesture";
import { verifyCaller } from "@/domain/losses/identity";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { reportInput } from "@/domain/losses/schema";
import { refuse } from "@/domain/shared/result";
import { instant, shanghaiDate } from "@/domain/shared/time";
import { command } from "@/server/kernel/command";
import { joinReport } from "../join";
import { accountsOf } from "../protect";
import { startReport } from "../start";
import { lockCustomer, standingOf } from "../store";

/**
 * A customer's notice, in one gesture: the caller is weighed, money going out is stopped, sessions end, cards are
 * suspended, the case opens and the customer is told, in one transaction; what reaches outside follows the commit. A
 * second notice joins the open report. Refuses what `decideGesture` refuses, a customer without an open account, and
 * account ids that are not all his.
 */
export const reportLoss = command({
  name: "losses.report.protect",
  permission: "losses.report",
  input: reportInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const { rules, now } = scope;
    const noticeAt = instant(input.noticeAt);
    const { id: customerId } = await lockCustomer(scope, input.customerId);
    const known = verifyCaller({ ...input, over: input.channel }, LOSSES_POLICY, rules, shanghaiDate(now));
    if (!known.ok) return known;
    const { stops, cards, open, number } = await standingOf(scope, customerId);
    const gesture = decideGesture({
      cause: input.cause,
      verified: known.value.verified,
      noticeAt,
      stops,
      now,
      policy: LOSSES_POLICY,
      rules,
    });
    if (!gesture.ok) return gesture;
    const accounts = await accountsOf(scope, customerId, input.accountIds);
    if (accounts === "foreign") return refuse("losses.report.foreign-account", { field: "accountIds" });
    if (accounts.length === 0 && !open) return refuse("losses.report.no-account");
    const notice = { ...input, noticeAt, known: known.value, accounts, basis: [...gesture.basis, ...known.basis] };
    return open
      ? joinReport(scope, open, notice)
      : startReport(scope, { customerId, number, cards }, notice, gesture.value);
  },
});
