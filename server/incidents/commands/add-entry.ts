import { asShown } from "@/domain/incidents/decisions";
import { addEntryInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { INCIDENT, loadIncident, saveIncident, addEntry as write } from "../store";

/** Writes into the log of an incident what was done, what is planned, or a note. Nothing there is changed afterwards. */
export const addEntry = command({
  name: "incidents.entry.add",
  permission: "incidents.work",
  input: addEntryInput,
  subject: ({ id }) => ({ type: INCIDENT, id }),
  async handle(scope, { id, version, kind, at: text, words }) {
    const at = instant(text);
    const incident = await loadIncident(scope, id, { lock: true });
    const shown = asShown(incident, version);
    if (!shown.ok) return shown;
    // What is planned lies ahead; what was done does not.
    if (kind !== "planned" && at > scope.now) return refuse("incidents.incident.future", { field: "at" });
    const entry = await write(scope, id, { kind, words, at });
    const saved = await saveIncident(scope, incident);
    return committed({
      result: { id, version: saved },
      audit: [
        {
          kind: "incidents.entry.add",
          subject: { type: INCIDENT, id },
          data: { number: incident.number, entry, kind, at },
        },
      ],
    });
  },
});
