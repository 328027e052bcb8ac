import { asShown, lowerSeverity as mayLower } from "@/domain/incidents/decisions";
import { assessInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { LOWER_KIND, sealNote } from "../proposals";
import { proposeTo } from "../propose";
import { INCIDENT, loadIncident } from "../store";

/** Proposes that an incident is lesser; a second person agrees or not. What is missed by then stays missed. */
export const lowerSeverity = command({
  name: LOWER_KIND,
  permission: "incidents.work",
  input: assessInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, severity, cii, note }) {
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const right = mayLower(incident, { severity, cii });
    if (!right.ok) return right;
    if (await pendingApproval(scope.tx, LOWER_KIND, id)) return refuse("incidents.severity.pending");
    const approvalId = scope.newId<"approval">();
    const noteSealed = await sealNote(scope, approvalId, id, note);
    const opened = await proposeTo(scope, {
      id: approvalId,
      kind: LOWER_KIND,
      subject: { type: INCIDENT, id },
      payload: { incidentId: id, noteSealed, severity, cii },
    });
    if (!opened.ok) return opened;
    const data = { number: incident.number, severity, cii, approval: opened.value.number };
    return committed({
      result: { id, version, approval: opened.value.number },
      audit: [{ kind: LOWER_KIND, subject: { type: INCIDENT, id }, data }, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
