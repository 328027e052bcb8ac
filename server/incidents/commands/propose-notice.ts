import { sql } from "drizzle-orm";
import { asShown } from "@/domain/incidents/decisions";
import { noticeInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { checkNotice } from "../check-notice";
import { noticeAsShown } from "../notices";
import { NOTICE_KIND } from "../proposals";
import { proposeTo } from "../propose";
import { loadIncident, NOTICE } from "../store";

/** Puts a notice before a second person. Refuses one with a content missing, without people, and one already proposed. */
export const proposeNotice = command({
  name: NOTICE_KIND,
  permission: "incidents.work",
  input: noticeInput,
  subject: ({ noticeId }) => ({ type: NOTICE, id: noticeId }),
  async handle(scope, input) {
    const found = await noticeAsShown(scope, input);
    if (!found.ok) return found;
    const notice = found.value;
    const incident = await loadIncident(scope, notice.incidentId, { lock: true });
    const open = asShown(incident, incident.version);
    if (!open.ok) return open;
    if (notice.state !== "draft") return refuse("incidents.notice.not-draft", { params: { state: notice.state } });
    const right = await checkNotice(scope, notice);
    if (!right.ok) return right;
    const approvalId = scope.newId<"approval">();
    await scope.tx.execute(sql`update incident_notices set state = 'proposed', approval_id = ${approvalId}::uuid, version = version + 1
      where id = ${notice.id}::uuid`);
    const subject = { type: NOTICE, id: notice.id };
    const payload = { incidentId: incident.id, noticeId: notice.id };
    const opened = await proposeTo(scope, { id: approvalId, kind: NOTICE_KIND, subject, payload });
    if (!opened.ok) return opened;
    const data = { number: incident.number, kind: notice.kind, approval: opened.value.number };
    return committed({
      result: { noticeId: notice.id, version: notice.version + 1, approval: opened.value.number },
      audit: [{ kind: NOTICE_KIND, subject, basis: right.basis, data }, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
