import { asShown } from "@/domain/incidents/decisions";
import { addPersonsInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { command, committed } from "@/server/kernel/command";
import { addSelected, readChoice } from "../persons";
import { INCIDENT, loadIncident, saveIncident } from "../store";

/**
 * Names people concerned by a list, a filter or an earlier choice. A list is taken whole or not at all: one faulty line, or
 * one number of no customer here, refuses it. Refuses a changed or closed incident, and a choice that finds nobody.
 */
export const addPersons = command({
  name: "incidents.persons.add",
  permission: "incidents.work",
  input: addPersonsInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, choice }) {
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    const chosen = await readChoice(scope, choice);
    if (!chosen.ok) return chosen;
    const [first] = chosen.value.faults;
    if (first)
      return refuse("incidents.list.faulty", {
        field: "content",
        params: { count: chosen.value.faults.length, line: first.line },
      });
    const done = await addSelected(scope, id, chosen.value);
    if (!done.ok) return done;
    const saved = await saveIncident(scope, incident);
    const { way } = chosen.value;
    return committed({
      result: { id, version: saved, ...done.value },
      audit: [
        {
          kind: "incidents.persons.add",
          subject: { type: INCIDENT, id },
          data: { number: incident.number, way, ...done.value },
        },
      ],
    });
  },
});
