import { recordEvidence as decide } from "@/domain/losses/decisions";
import { evidenceInput } from "@/domain/losses/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { insertEvidence, readyFile } from "../papers";
import { subjectOf } from "../protect";
import { loadReport, saveReport } from "../store";

/**
 * Notes that a paper of the set came in, or that the customer will not give it. Refuses a file that is not a looked-at
 * one of this report, and what `recordEvidence` of the domain refuses. A refused paper ends nothing.
 */
export const recordEvidence = command({
  name: "losses.evidence.record",
  permission: "losses.work",
  input: evidenceInput,
  subject: ({ id }) => subjectOf({ id }),
  async handle(scope, { id, version, kind, state, fileId }) {
    const report = await loadReport(scope, id, { lock: true });
    if (state === "refused" && fileId) return refuse("losses.evidence.told-twice", { field: "fileId" });
    const file = fileId !== undefined && (await readyFile(scope, report, fileId));
    const recorded = decide(report, { version, kind, state, file }, scope);
    if (!recorded.ok) return recorded;
    await insertEvidence(scope, report, { kind, state, fileId: fileId ?? null });
    const next = await saveReport(scope, report, { state: recorded.value });
    return committed({
      result: { id, state: recorded.value, version: next },
      audit: [
        {
          kind: "losses.evidence.record",
          subject: subjectOf(report),
          basis: recorded.basis,
          data: { number: report.number, kind, state, file: fileId ?? null },
        },
      ],
    });
  },
});
