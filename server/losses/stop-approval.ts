import { z } from "zod";
import { STOP_REJECTIONS } from "@/domain/losses/codes";
import { protectionBasis, stopOf } from "@/domain/losses/gesture";
import { LOSSES_POLICY } from "@/domain/losses/policy";
import { decided, refuse } from "@/domain/shared/result";
import { type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import type { Scope } from "@/server/kernel/scope";
import { writeNow } from "@/server/kernel/writes";
import { describeReports, entry, reportInputs } from "./approval-parts";
import { accountsOf, closeReportItems, joined, protectAccounts, reportItemsInsert, tellProtected } from "./protect";
import { loadReport, type StoredReport, saveReport } from "./store";

/** One more stop for a caller nobody knows, after too many: a lead agrees first. */
export const STOP_KIND = "losses.stop.request";

const stopPayload = z.strictObject({ reportId: z.uuid(), accountIds: z.array(z.uuid()).min(1) });
type Case = ProposalCase<z.output<typeof stopPayload>>;

/** The report is over where it still waits for the lead; what became of it otherwise stays. */
async function decline(scope: Scope, proposal: Case, why: string) {
  const report = await loadReport(scope, proposal.payload.reportId, { lock: true });
  const effect = entry(report, proposal, "losses.stop.decline", { why });
  if (report.state !== "awaiting-lead") return decided({ audit: effect.audit, events: [] });
  await saveReport(scope, report, { state: "declined", ended: true });
  await closeReportItems(scope, report);
  return decided(effect);
}

registerApprovalKind({
  kind: STOP_KIND,
  permission: "losses.restore.approve",
  visibleTo: "losses.read",
  rejectionReasons: Object.keys(STOP_REJECTIONS),
  payload: stopPayload,
  insideInputs: (scope, { payload }, options) => reportInputs(scope, payload.reportId, options),

  async apply(scope, proposal) {
    const seen = await loadReport(scope, proposal.payload.reportId, { lock: true });
    if (seen.state !== "awaiting-lead") return refuse("losses.stop.not-proposed");
    const { until, callBackBy } = stopOf(scope.now, LOSSES_POLICY);
    const report: StoredReport = { ...seen, state: "stopped", stopUntil: until };
    const accounts = await accountsOf(scope, report.customerId, proposal.payload.accountIds);
    if (accounts === "foreign") return refuse("losses.report.no-account");
    const done = await protectAccounts(scope, report, accounts, { kind: "stop", until });
    if (!done.ok) return done;
    await saveReport(scope, report, { state: "stopped", stopUntil: until, callBackBy, instructedAt: scope.now });
    const { writes, ...told } = tellProtected(scope, report, accounts.length);
    await writeNow(scope.tx, [...writes, reportItemsInsert(scope, report, callBackBy)]);
    const agreed = entry(report, proposal, "losses.stop.agree", { accounts: accounts.length, until });
    return decided(joined([agreed, done.value, told]), protectionBasis(report.cause, scope.rules, scope.now));
  },

  reject: (scope, proposal, reason) => decline(scope, proposal, reason),
  void: (scope, proposal) => decline(scope, proposal, "void"),
  end: (scope, proposal, as) => decline(scope, proposal, as),

  async brief(scope, { payload }) {
    const report = await loadReport(scope, payload.reportId);
    return {
      note: null,
      facts: [
        { label: "losses.labels.brief.number", value: report.number },
        { label: "losses.labels.brief.cause", value: `losses.causes.${report.cause}`, word: true },
        { label: "losses.labels.brief.accounts", value: String(payload.accountIds.length) },
      ],
      basis: protectionBasis(report.cause, scope.rules, scope.now),
      href: `/losses/${report.id}`,
    };
  },
  describe: describeReports,
});
