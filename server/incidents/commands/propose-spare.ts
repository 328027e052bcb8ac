import { asShown, sparePersons } from "@/domain/incidents/decisions";
import { sparePersonsInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { pendingApproval } from "@/server/approvals/public";
import { command, committed } from "@/server/kernel/command";
import { SPARE_KIND, sealNote } from "../proposals";
import { proposeTo } from "../propose";
import { countPersons, INCIDENT, loadIncident } from "../store";

/** Proposes that whoever is still untold is spared, since the harm was effectively avoided; a second person agrees or not. */
export const proposeSpare = command({
  name: SPARE_KIND,
  permission: "incidents.work",
  input: sparePersonsInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, avoided, note }) {
    const { rules, now } = scope;
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const { named } = await countPersons(scope, id);
    const right = sparePersons({ people: named, avoided }, rules, now);
    if (!right.ok) return right;
    if (await pendingApproval(scope.tx, SPARE_KIND, id)) return refuse("incidents.spare.pending");
    const approvalId = scope.newId<"approval">();
    const noteSealed = await sealNote(scope, approvalId, id, note);
    const payload = { incidentId: id, noteSealed };
    const subject = { type: INCIDENT, id };
    const opened = await proposeTo(scope, { id: approvalId, kind: SPARE_KIND, subject, payload });
    if (!opened.ok) return opened;
    const data = { number: incident.number, people: named, approval: opened.value.number };
    return committed({
      result: { id, version, approval: opened.value.number },
      audit: [{ kind: SPARE_KIND, subject, basis: right.basis, data }, ...opened.value.audit],
      events: opened.value.events,
    });
  },
});
