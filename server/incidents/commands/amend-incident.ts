import { amendKinds, asShown } from "@/domain/incidents/decisions";
import { changeDuties, dutiesOf } from "@/domain/incidents/duties";
import { amendIncidentInput } from "@/domain/incidents/schema";
import { command, committed } from "@/server/kernel/command";
import { applyChange, loadDuties } from "../duties";
import { INCIDENT, loadIncident, saveIncident } from "../store";

/**
 * Records what is known by now: systems, kinds of data, how many, cause and harm. Kinds of data found to be concerned start
 * the duties they bring, from the discovery. Severity has words of its own. Refuses a changed or closed incident.
 */
export const amendIncident = command({
  name: "incidents.incident.amend",
  permission: "incidents.work",
  input: amendIncidentInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, what, why, harm, ...facts }) {
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const kinds = amendKinds(incident.dataKinds, facts.dataKinds);
    if (!kinds.ok) return kinds;
    const wanted = dutiesOf({ ...incident, dataKinds: facts.dataKinds });
    const change = changeDuties(await loadDuties(scope, id), wanted, scope.now);
    const basis = await applyChange(scope, incident, change);
    const saved = await saveIncident(scope, incident, { ...facts, words: { ...incident.words, what, why, harm } });
    return committed({
      result: { id, version: saved },
      audit: [
        {
          kind: "incidents.incident.amend",
          subject: { type: INCIDENT, id },
          basis,
          data: { number: incident.number, ...facts, started: [...change.start] },
        },
      ],
    });
  },
});
