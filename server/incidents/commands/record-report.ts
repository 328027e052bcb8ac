import { sql } from "drizzle-orm";
import { asShown, completeReport, recordReport as mayRecord } from "@/domain/incidents/decisions";
import { DUTY_TERMS } from "@/domain/incidents/duties";
import { type Authority, DUTIES } from "@/domain/incidents/model";
import { recordReportInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { fileFacts, markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { settleDuties } from "../duties";
import { INCIDENT, loadIncident, saveIncident } from "../store";
import { openWords } from "../words";

type Row = { id: string; incident_id: string; authority: Authority; sent_at: string | null; words_sealed: Buffer };

async function lockReport({ tx, actor }: Scope, id: string): Promise<Row> {
  const { rows } =
    await tx.execute<Row>(sql`select id, incident_id, authority, sent_at, words_sealed from incident_reports
    where id = ${id}::uuid and programme_id = ${actor.programmeId} for update`);
  return rows[0] ?? notFound();
}

/** Whether the receipt is a file of this incident that was taken in. */
async function onFile(scope: Scope, incidentId: string, evidenceId: string): Promise<boolean> {
  const file = await fileFacts(scope, evidenceId);
  if (!file || file.subject.type !== INCIDENT || file.subject.id !== incidentId) notFound();
  return file?.state === "ready";
}

/**
 * Records that an authority was told, with its receipt: the duties towards it are done as of then, in time or late. Refuses
 * a report with gaps, one sent before, a moment before the discovery or in the future, and a receipt not yet taken in.
 */
export const recordReport = command({
  name: "incidents.report.record",
  permission: "incidents.work",
  input: recordReportInput,
  subject: ({ reportId }) => ({ type: "incident-report", id: reportId }),
  async handle(scope, { reportId, sentAt: text, channel, evidenceId }) {
    const { tx, actor, now, rules } = scope;
    const sentAt = instant(text);
    const report = await lockReport(scope, reportId);
    const incident = await loadIncident(scope, report.incident_id, { lock: true });
    const shown = asShown(incident, incident.version);
    if (!shown.ok) return shown;
    if (report.sent_at !== null) return refuse("incidents.report.sent");
    const [words = {}] = await openWords(scope, "incident_reports", [report]);
    const complete = completeReport(words, rules, now);
    if (!complete.ok) return complete;
    const receiptOnFile = await onFile(scope, incident.id, evidenceId);
    const allowed = mayRecord({ sentAt, receiptOnFile, discoveredAt: incident.discoveredAt, now });
    if (!allowed.ok) return allowed;
    await tx.execute(sql`update incident_reports set sent_at = ${sentAt}::timestamptz, sent_by = ${actor.id}, channel = ${channel},
        evidence_id = ${evidenceId}::uuid where id = ${reportId}::uuid`);
    await markEvidenceUsed(scope, { type: INCIDENT, id: incident.id });
    const owed = DUTIES.filter((duty) => DUTY_TERMS[duty].authority === report.authority);
    const settled = await settleDuties(scope, incident.id, owed, { state: "done", at: sentAt });
    const saved = await saveIncident(scope, incident);
    const late = settled.some(({ dueAt }) => sentAt > dueAt);
    const data = { number: incident.number, report: reportId, authority: report.authority, channel, sentAt, late };
    return committed({
      result: { id: incident.id, version: saved, late },
      audit: [
        {
          kind: "incidents.report.record",
          subject: { type: INCIDENT, id: incident.id },
          basis: [...complete.basis, ...settled.map(({ rule }) => rule)],
          data: { ...data, evidence: evidenceId },
        },
      ],
    });
  },
});
