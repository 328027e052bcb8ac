import { refuseUnlessOpen } from "@/domain/losses/decisions";
import { policeInput } from "@/domain/losses/schema";
import { command, committed } from "@/server/kernel/command";
import { subjectOf } from "../protect";
import { loadReport, saveReport } from "../store";

/** Keeps the number of the police's report, sealed. Refuses a report that is over. */
export const recordPoliceReport = command({
  name: "losses.police.record",
  permission: "losses.work",
  input: policeInput,
  storesResult: false,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version, policeNumber }) {
    const report = await loadReport(scope, id, { lock: true });
    const refusal = refuseUnlessOpen(report, version);
    if (refusal) return refusal;
    const owner = { type: "customer", id: report.customerId, retentionClass: "casework" } as const;
    const place = { table: "loss_reports", column: "police_number_sealed", rowId: report.id };
    const policeNumberSealed = await scope.vault.seal(owner, place, policeNumber);
    const next = await saveReport(scope, report, { policeNumberSealed });
    return committed({
      result: { id, version: next },
      audit: [{ kind: "losses.police.record", subject: subjectOf(report), data: { number: report.number } }],
    });
  },
});
