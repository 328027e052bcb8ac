import { decideCallBack } from "@/domain/losses/decisions";
import { verifyCaller } from "@/domain/losses/identity";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { callBackInput } from "@/domain/losses/schema";
import { shanghaiDate } from "@/domain/shared/time";
import { openAccountsOf } from "@/server/accounts/public";
import { command, committed } from "@/server/kernel/command";
import { raiseToFreeze } from "../join";
import { accountsHeld, insertCallBack } from "../papers";
import { endMeasures, subjectOf } from "../protect";
import { insertChecks, loadReport, lockCustomer, saveReport } from "../store";

/**
 * The holder was called at the registered number. Known and confirming, he is frozen without end; known and denying, the
 * stop ends; nobody there, the attempt is kept. Refuses as `decideCallBack` does: an unknown voice changes nothing.
 */
export const recordCallBack = command({
  name: "losses.call-back.record",
  permission: "losses.work",
  input: callBackInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version, outcome, checks }) {
    const seen = await loadReport(scope, id);
    await lockCustomer(scope, seen.customerId);
    const open = await openAccountsOf(scope, seen.customerId, { lock: true });
    const report = await loadReport(scope, id, { lock: true });
    const known = verifyCaller(
      { cause: report.cause, checks, over: "call-back" },
      LOSSES_POLICY,
      scope.rules,
      shanghaiDate(scope.now),
    );
    if (!known.ok) return known;
    const { verified } = known.value;
    const called = decideCallBack(report, { version, outcome, verified }, scope);
    if (!called.ok) return called;
    await insertCallBack(scope, report, { outcome, verified });
    await insertChecks(scope, report, "call-back", checks, "call-back");
    const next = await saveReport(scope, report, { callBack: called.value.next, calledBack: true });
    const entry = {
      kind: "losses.call-back.record" as const,
      subject: subjectOf(report),
      basis: called.basis,
      data: { number: report.number, outcome, verified, asked: checks.length },
    };
    const result = { id, effect: called.value.effect, version: next };
    if (called.value.effect === "none") return committed({ result, audit: [entry] });
    if (called.value.effect === "end-stop") {
      const ended = await endMeasures(scope, report, "call-back-failed");
      if (!ended.ok) return ended;
      return committed({ result, audit: [entry, ...ended.value.audit], events: ended.value.events });
    }
    const stopped = new Set(await accountsHeld(scope, report));
    const raised = await raiseToFreeze(
      scope,
      report,
      open.filter((account) => stopped.has(account.id)),
    );
    if (!raised.ok) return raised;
    const { done, more } = raised.value;
    return committed({
      result,
      audit: [entry, ...done.audit, ...more.flatMap(({ audit }) => audit)],
      events: [...done.events, ...more.flatMap(({ events }) => events)],
    });
  },
});
