import { sql } from "drizzle-orm";
import { asShown } from "@/domain/incidents/decisions";
import { saveReportInput } from "@/domain/incidents/schema";
import { command, committed } from "@/server/kernel/command";
import { INCIDENT, loadIncident, saveIncident } from "../store";
import { sealWords } from "../words";

/**
 * Keeps another version of what an authority is told; once one was sent, the next is a supplement. Nothing is written over.
 * Refuses a changed or closed incident.
 */
export const saveReport = command({
  name: "incidents.report.save",
  permission: "incidents.work",
  input: saveReportInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, authority, ...words }) {
    const { tx, actor, now } = scope;
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const { rows } = await tx.execute<{
      last: number;
      sent: boolean;
    }>(sql`select coalesce(max(sequence), 0)::int as last,
        coalesce(bool_or(sent_at is not null), false) as sent
      from incident_reports where incident_id = ${id}::uuid and authority = ${authority}`);
    const { last = 0, sent = false } = rows[0] ?? {};
    const reportId = scope.newId<"incident-report">();
    const sealed = await sealWords(scope, { table: "incident_reports", rowId: reportId, incidentId: id }, words);
    await tx.execute(sql`insert into incident_reports (id, programme_id, legal_entity_id, incident_id, authority, sequence, supplement,
        words_sealed, saved_at, saved_by)
      values (${reportId}, ${actor.programmeId}, ${actor.legalEntityId}, ${id}::uuid, ${authority}, ${last + 1}::int, ${sent}::boolean,
        ${sealed}, ${now}::timestamptz, ${actor.id})`);
    const saved = await saveIncident(scope, incident);
    const data = { number: incident.number, report: reportId, authority, sequence: last + 1, supplement: sent };
    return committed({
      result: { id, version: saved, reportId },
      audit: [{ kind: "incidents.report.save", subject: { type: INCIDENT, id }, data }],
    });
  },
});
