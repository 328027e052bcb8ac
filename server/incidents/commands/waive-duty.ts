import { asShown } from "@/domain/incidents/decisions";
import { waiveDutyInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { loadDuties } from "../duties";
import { sealNote, WAIVE_KIND } from "../proposals";
import { proposeTo } from "../propose";
import { INCIDENT, loadIncident } from "../store";
import { waiverBasis } from "../waive-proposal";

/**
 * Proposes that an authority need not be told, on a coded ground and with words; a second person agrees or not. A missed
 * moment stays missed. Refuses a duty that is not open, and the one to the people concerned: sparing them is a proposal of
 * its own.
 */
export const waiveDuty = command({
  name: WAIVE_KIND,
  permission: "incidents.work",
  input: waiveDutyInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, duty, reason, note }) {
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    if (duty === "subjects") return refuse("incidents.duty.people");
    const duties = await loadDuties(scope, id);
    if (!duties.some((one) => one.duty === duty && one.state === "running")) return refuse("incidents.duty.not-open");
    if (await pendingApproval(scope.tx, WAIVE_KIND, id)) return refuse("incidents.duty.pending");
    const approvalId = scope.newId<"approval">();
    const noteSealed = await sealNote(scope, approvalId, id, note);
    const opened = await proposeTo(scope, {
      id: approvalId,
      kind: WAIVE_KIND,
      subject: { type: INCIDENT, id },
      payload: { incidentId: id, noteSealed, duty, reason },
    });
    if (!opened.ok) return opened;
    const data = { number: incident.number, duty, reason, approval: opened.value.number };
    const basis = waiverBasis(scope, reason);
    return committed({
      result: { id, version, approval: opened.value.number },
      audit: [{ kind: WAIVE_KIND, subject: { type: INCIDENT, id }, basis, data }, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
