import { confirmReport as decide } from "@/domain/losses/decisions";
import { seenInput } from "@/domain/losses/schema";
import { markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { latestEvidence } from "../papers";
import { subjectOf } from "../protect";
import { loadReport, saveReport } from "../store";

/** Confirms that a report is the holder's, its papers being complete. Refuses as `confirmReport` of the domain does. */
export const confirmReport = command({
  name: "losses.report.confirm",
  permission: "losses.work",
  input: seenInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version }) {
    const report = await loadReport(scope, id, { lock: true });
    const latest = await latestEvidence(scope, report);
    const papers = new Map([...latest].map(([kind, { state }]) => [kind, state]));
    const confirmed = decide(report, version, papers, scope);
    if (!confirmed.ok) return confirmed;
    await markEvidenceUsed(scope, subjectOf(report));
    const next = await saveReport(scope, report, { state: confirmed.value, confirmedAt: scope.now });
    return committed({
      result: { id, state: confirmed.value, version: next },
      audit: [
        {
          kind: "losses.report.confirm",
          subject: subjectOf(report),
          basis: confirmed.basis,
          data: { number: report.number, papers: papers.size },
        },
      ],
    });
  },
});
