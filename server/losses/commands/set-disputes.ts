import { refuseUnlessOpen } from "@/domain/losses/decisions";
import { disputesInput } from "@/domain/losses/schema";
import { command, committed } from "@/server/kernel/command";
import { setDisputes } from "../disputes";
import { subjectOf } from "../protect";
import { loadReport, saveReport } from "../store";

/** Says which movements of the ledger the customer disputes, whole. Refuses as `setDisputes` does. */
export const setReportDisputes = command({
  name: "losses.dispute.set",
  permission: "losses.work",
  input: disputesInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version, transactionIds }) {
    const report = await loadReport(scope, id, { lock: true });
    const refusal = refuseUnlessOpen(report, version);
    if (refusal) return refusal;
    const set = await setDisputes(scope, report, transactionIds);
    if (!set.ok) return set;
    const next = await saveReport(scope, report, {});
    return committed({
      result: { id, total: set.value.total, version: next },
      audit: [
        {
          kind: "losses.dispute.set",
          subject: subjectOf(report),
          basis: set.basis,
          data: { number: report.number, ...set.value },
        },
      ],
    });
  },
});
