import { proposeEnding } from "@/domain/losses/decisions";
import { verifyCaller } from "@/domain/losses/identity";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { restoreInput } from "@/domain/losses/schema";
import type { ApprovalId } from "@/domain/shared/ids";
import { shanghaiDate } from "@/domain/shared/time";
import { requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { subjectOf } from "../protect";
import { RESTORE_KIND } from "../restore-approval";
import { insertChecks, loadReport, saveReport } from "../store";

/**
 * Proposes that protection ends, with the caller's answers taken anew; a second person agrees or not. Until then, and
 * after a no, everything stays protected. Refuses as `proposeEnding` of the domain does.
 */
export const requestRestore = command({
  name: RESTORE_KIND,
  permission: "losses.work",
  input: restoreInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version, ending, checks }) {
    const report = await loadReport(scope, id, { lock: true });
    const answers = { cause: report.cause, checks, forEnding: true };
    const known = verifyCaller(answers, LOSSES_POLICY, scope.rules, shanghaiDate(scope.now));
    if (!known.ok) return known;
    const { verified, points } = known.value;
    const proposed = proposeEnding(report, { version, ending, verified }, scope);
    if (!proposed.ok) return proposed;
    await insertChecks(scope, report, "ending", checks);
    const next = await saveReport(scope, report, { state: proposed.value });
    const approvalId = scope.newId<"approval">() as ApprovalId;
    const opened = await requestApproval(scope, {
      id: approvalId,
      kind: RESTORE_KIND,
      subject: subjectOf(report),
      customerId: report.customerId,
      accountId: null,
      payload: { reportId: id, ending, from: report.state, checkedBy: scope.actor.id, points },
      token: null,
      openForHours: LOSSES_POLICY.restoreHours,
    });
    if (!opened.ok) return opened;
    return committed({
      result: { id, approvalId, number: opened.value.number, state: proposed.value, version: next },
      audit: [
        {
          kind: RESTORE_KIND,
          subject: subjectOf(report),
          basis: proposed.basis,
          data: { number: report.number, ending, asked: checks.length, approval: opened.value.number },
        },
        ...opened.value.audit,
      ],
      events: opened.value.events,
    });
  },
});
