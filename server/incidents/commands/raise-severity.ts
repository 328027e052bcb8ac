import { asShown, raiseSeverity as mayRaise } from "@/domain/incidents/decisions";
import { changeDuties, dutiesOf } from "@/domain/incidents/duties";
import { assessInput } from "@/domain/incidents/schema";
import { command, committed } from "@/server/kernel/command";
import { applyChange, loadDuties } from "../duties";
import { addEntry, INCIDENT, loadIncident, saveIncident } from "../store";

/** Holds an incident to be graver, at once: the stricter duties start from the discovery. Refuses the same and a lesser one. */
export const raiseSeverity = command({
  name: "incidents.severity.raise",
  permission: "incidents.work",
  input: assessInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, severity, cii, note }) {
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const right = mayRaise(incident, { severity, cii });
    if (!right.ok) return right;
    const change = changeDuties(await loadDuties(scope, id), dutiesOf({ ...incident, severity, cii }), scope.now);
    const basis = await applyChange(scope, incident, change);
    await addEntry(scope, id, { kind: "note", words: note, at: scope.now });
    const saved = await saveIncident(scope, incident, { severity, cii });
    const data = { number: incident.number, before: incident.severity, severity, cii, started: [...change.start] };
    return committed({
      result: { id, version: saved },
      audit: [{ kind: "incidents.severity.raise", subject: { type: INCIDENT, id }, basis, data }],
    });
  },
});
