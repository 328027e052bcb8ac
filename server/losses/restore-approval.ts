import { sql } from "drizzle-orm";
import { z } from "zod";
import { RESTORE_REJECTIONS } from "@/domain/losses/codes";
import { endProtection } from "@/domain/losses/decisions";
import { ENDINGS } from "@/domain/losses/model";
import { decided } from "@/domain/shared/result";
import { shanghaiDate } from "@/domain/shared/time";
import { type ProposalCase, registerApprovalKind } from "@/server/approvals/public";
import type { AuditData, AuditEvent } from "@/server/kernel/audit/append";
import type { Scope } from "@/server/kernel/scope";
import { tellCustomer } from "@/server/letters/public";
import { describeReports, entry, reportInputs } from "./approval-parts";
import { closeReportItems, endMeasures, joined, subjectOf } from "./protect";
import { loadReport, saveReport } from "./store";

/** The command that proposes the end of protection, and the kind of its proposals. */
export const RESTORE_KIND = "losses.report.restore";

/** `from`: the state it was proposed in, to which a no gives it back. `checkedBy`: who took the caller's answers. */
export const restorePayload = z.strictObject({
  reportId: z.uuid(),
  ending: z.enum(ENDINGS),
  from: z.enum(["protected", "evidence", "confirmed"]),
  checkedBy: z.string(),
  points: z.number().int(),
});
type Case = ProposalCase<z.output<typeof restorePayload>>;

/** Protection stays as it was. What is no longer proposed stays where it is. */
async function giveBack(scope: Scope, proposal: Case, kind: AuditEvent["kind"], data: AuditData = {}) {
  const report = await loadReport(scope, proposal.payload.reportId, { lock: true });
  if (report.state === "restoring") await saveReport(scope, report, { state: proposal.payload.from });
  return decided(entry(report, proposal, kind, data));
}

/** A second person's yes to the end of protection. No other road leads there. */
registerApprovalKind({
  kind: RESTORE_KIND,
  permission: "losses.restore.approve",
  visibleTo: "losses.read",
  rejectionReasons: Object.keys(RESTORE_REJECTIONS),
  payload: restorePayload,
  insideInputs: (scope, { payload }, options) => reportInputs(scope, payload.reportId, options),

  async apply(scope, proposal) {
    const { ending, checkedBy } = proposal.payload;
    const report = await loadReport(scope, proposal.payload.reportId, { lock: true });
    const agreed = endProtection(report, { ending, checkedBy, agreedBy: scope.actor.id }, scope);
    if (!agreed.ok) return agreed;
    const ended = await endMeasures(scope, report, "holder-restored");
    if (!ended.ok) return ended;
    await saveReport(scope, report, { state: agreed.value, ended: true });
    await closeReportItems(scope, report);
    const told = await tellCustomer(scope, {
      customerId: report.customerId,
      template: "loss.restored",
      params: { number: report.number },
      subject: subjectOf(report),
    });
    const noted = entry(report, proposal, "losses.report.end", { ending });
    return decided(joined([noted, ended.value, told]), agreed.basis);
  },

  reject: (scope, proposal, reason) => giveBack(scope, proposal, "losses.restore.reject", { reason }),
  void: (scope, proposal, changes) =>
    giveBack(scope, proposal, "losses.restore.void", { changed: changes.map(({ key }) => key) }),
  end: (scope, proposal, as) =>
    giveBack(scope, proposal, as === "expired" ? "losses.restore.expire" : "losses.restore.withdraw"),

  async brief(scope, { payload }) {
    const report = await loadReport(scope, payload.reportId);
    const { rows } = await scope.tx.execute<{ live: number }>(sql`select count(*)::int as live from loss_protections
      where report_id = ${report.id}::uuid and measure_id is not null and ended_at is null and failed_at is null`);
    return {
      note: null,
      facts: [
        { label: "losses.labels.brief.number", value: report.number },
        { label: "losses.labels.brief.ending", value: `losses.endings.${payload.ending}`, word: true },
        { label: "losses.labels.brief.cause", value: `losses.causes.${report.cause}`, word: true },
        { label: "losses.labels.brief.measures", value: String(rows[0]?.live ?? 0) },
        { label: "losses.labels.brief.points", value: String(payload.points) },
      ],
      basis: ["mipriv-step-evidence", "mipriv-cs-identity"].map((id) => scope.rules.ref(id, shanghaiDate(scope.now))),
      href: `/losses/${report.id}`,
    };
  },
  describe: describeReports,
});
