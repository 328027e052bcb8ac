import { registerIncident as mayRegister } from "@/domain/incidents/decisions";
import { registerIncidentInput } from "@/domain/incidents/schema";
import { command, committed } from "@/server/kernel/command";
import { momentsOf, openIncident } from "../open-incident";
import { INCIDENT } from "../store";

/** Enters an incident: every duty starts with its discovery, whenever it is entered. Refuses as the domain does. */
export const registerIncident = command({
  name: "incidents.incident.register",
  permission: "incidents.register",
  input: registerIncidentInput,
  subject: () => ({ type: INCIDENT, id: "new" }),
  async handle(scope, input) {
    const moments = momentsOf(input);
    const allowed = mayRegister(moments, scope.now);
    if (!allowed.ok) return allowed;
    const { id, number, basis } = await openIncident(scope, input);
    const { kind, certainty, severity, cii, systems, dataKinds, estimate, cause } = input;
    const data = { number, kind, certainty, severity, cii, systems, dataKinds, estimate, cause };
    return committed({
      result: { id, number },
      audit: [
        {
          kind: "incidents.incident.register",
          subject: { type: INCIDENT, id },
          basis,
          data: { ...data, discoveredAt: moments.discoveredAt },
        },
      ],
    });
  },
});
