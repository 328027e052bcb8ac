import { sql } from "drizzle-orm";
import { recordPersonInput } from "@/domain/incidents/schema";
import { refuse } from "@/domain/shared/result";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import { INCIDENT, loadIncident } from "../store";

/** Records that a colleague reached somebody concerned by telephone, letter or mail. Refuses whom one reached, and the future. */
export const recordPerson = command({
  name: "incidents.person.record",
  permission: "incidents.work",
  input: recordPersonInput,
  subject: ({ personId }) => ({ type: "incident-person", id: personId }),
  async handle(scope, { personId, way, at: text }) {
    const { tx, actor, now } = scope;
    const at = instant(text);
    const { rows } = await tx.execute<{
      incident_id: string;
      state: string;
    }>(sql`select incident_id, state from incident_persons
      where id = ${personId}::uuid and programme_id = ${actor.programmeId} for update`);
    const person = rows[0] ?? notFound();
    const incident = await loadIncident(scope, person.incident_id);
    if (person.state === "reached") return refuse("incidents.persons.told");
    if (at > now || at < incident.discoveredAt) return refuse("incidents.incident.future", { field: "at" });
    await tx.execute(sql`update incident_persons set state = 'reached', contact_way = ${way}, contacted_at = ${at}::timestamptz,
        contacted_by = ${actor.id} where id = ${personId}::uuid`);
    return committed({
      result: { personId },
      audit: [
        {
          kind: "incidents.person.record",
          subject: { type: INCIDENT, id: incident.id },
          data: { number: incident.number, person: personId, way, at },
        },
      ],
    });
  },
});
