import { sql } from "drizzle-orm";
import { recordNoticeInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { fileFacts, markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { checkNotice } from "../check-notice";
import { settleDuties } from "../duties";
import { noticeAsShown } from "../notices";
import { INCIDENT, loadIncident, NOTICE, saveIncident } from "../store";

/** Records that an agreed public notice was shown, with the proof of it. Refuses one not agreed to, and one without proof. */
export const recordNotice = command({
  name: "incidents.notice.record",
  permission: "incidents.work",
  input: recordNoticeInput,
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, { evidenceId, ...seen }) {
    const { tx, actor, now } = scope;
    const found = await noticeAsShown(scope, seen);
    if (!found.ok) return found;
    const notice = found.value;
    if (notice.state !== "approved" || notice.kind !== "public")
      return refuse("incidents.notice.not-approved", { params: { state: notice.state } });
    const right = await checkNotice(scope, notice);
    if (!right.ok) return right;
    const incident = await loadIncident(scope, notice.incidentId, { lock: true });
    const proof = await fileFacts(scope, evidenceId);
    if (proof?.subject.type !== INCIDENT || proof.subject.id !== incident.id || proof.state !== "ready")
      return refuse("incidents.notice.no-proof", { field: "evidenceId" });
    await tx.execute(sql`update incident_notices set state = 'sent', started_at = ${now}::timestamptz, ended_at = ${now}::timestamptz,
        ended_by = ${actor.id}, evidence_id = ${evidenceId}::uuid, version = version + 1 where id = ${notice.id}::uuid`);
    await markEvidenceUsed(scope, { type: INCIDENT, id: incident.id });
    await settleDuties(scope, incident.id, ["subjects"], { state: "done", at: now });
    await saveIncident(scope, incident);
    return committed({
      result: { noticeId: notice.id, version: notice.version + 1 },
      audit: [
        {
          kind: "incidents.notice.record",
          subject: { type: NOTICE, id: notice.id },
          basis: right.basis,
          data: { number: incident.number, evidence: evidenceId },
        },
      ],
    });
  },
});
