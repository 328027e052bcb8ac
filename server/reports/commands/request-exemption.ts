import { exemptCandidate } from "@/domain/reports/decisions";
import { REPORTS_POLICY } from "@/domain/reports/policy";
import { exemptionInput } from "@/domain/reports/schema";
import { refuse } from "@/domain/shared/result";
import { pendingApproval, requestApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { keepNote } from "../exemption-facts";
import { EXEMPTION_KIND, sumText } from "../exemptions";
import { LARGE_VALUE } from "../recompute";
import { lockCandidate } from "../store";

/**
 * Proposes that a large value needs no report, by a kind of the law's list; a second person decides. Its term to report
 * goes on running until then. Refuses a sum that moved since it was shown, one that is not final, and a second proposal.
 */
export const requestExemption = command({
  name: "reports.exemption.request",
  permission: "reports.exemption.request",
  input: exemptionInput,
  subject: ({ id }) => ({ type: LARGE_VALUE, id }),
  async handle(scope, { id, version, exemption, note }) {
    const candidate = await lockCandidate(scope.tx, scope.actor.programmeId, id);
    const allowed = exemptCandidate(candidate, version, scope);
    if (!allowed.ok) return allowed;
    if (await pendingApproval(scope.tx, EXEMPTION_KIND, id)) return refuse("reports.exemption.already-proposed");
    await keepNote(scope, candidate, note);
    const opened = await requestApproval(scope, {
      id: scope.newId<"approval">(),
      kind: EXEMPTION_KIND,
      subject: { type: LARGE_VALUE, id: candidate.id },
      customerId: candidate.customerId,
      accountId: null,
      payload: {
        candidateId: candidate.id,
        version: candidate.version,
        exemption,
        sum: sumText(candidate),
        count: candidate.transactionCount,
      },
      token: null,
      openForHours: REPORTS_POLICY.exemptionHours,
    });
    if (!opened.ok) return opened;
    const entry = {
      kind: "reports.exemption.request" as const,
      subject: { type: LARGE_VALUE, id: candidate.id },
      basis: allowed.basis,
      data: { number: candidate.number, exemption, approval: opened.value.number, version: candidate.version },
    };
    return committed({
      result: { id: candidate.id, approvalNumber: opened.value.number, expiresAt: opened.value.expiresAt },
      audit: [entry, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
