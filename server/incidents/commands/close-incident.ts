import { asShown, closeIncident as mayClose } from "@/domain/incidents/decisions";
import { isLate } from "@/domain/incidents/duties";
import { closeIncidentInput } from "@/domain/incidents/schema";
import { markEvidenceUsed } from "@/server/evidence/public";
import { command, committed } from "@/server/kernel/command";
import { checkNotHeld, closeItems } from "@/server/worklist/public";
import { loadDuties } from "../duties";
import { closingOf } from "../standing";
import { INCIDENT, loadIncident, saveIncident } from "../store";

/** Closes an incident with what is learned of it. Refuses while anything is open, an item a colleague holds, and a changed one. */
export const closeIncident = command({
  name: "incidents.incident.close",
  permission: "incidents.work",
  input: closeIncidentInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, lessons }) {
    const { tx, actor, now } = scope;
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const free = await checkNotHeld(tx, actor, { kind: INCIDENT, subjectId: id }, now);
    if (!free.ok) return free;
    const right = mayClose(await closingOf(scope, incident, lessons));
    if (!right.ok) return right;
    const duties = await loadDuties(scope, id);
    const saved = await saveIncident(scope, incident, { closed: true, words: { ...incident.words, lessons } });
    await markEvidenceUsed(scope, { type: INCIDENT, id });
    await closeItems(tx, actor, { kind: INCIDENT, subjectIds: [id] }, now);
    const late = duties.filter((duty) => isLate(duty, now)).map(({ duty }) => duty);
    return committed({
      result: { id, version: saved },
      audit: [
        {
          kind: "incidents.incident.close",
          subject: { type: INCIDENT, id },
          data: { number: incident.number, severity: incident.severity, cause: incident.cause, late },
        },
      ],
    });
  },
});
