import { sql } from "drizzle-orm";
import { asShown } from "@/domain/incidents/decisions";
import { registerSightingInput } from "@/domain/incidents/schema";
import { receiveSighting } from "@/domain/incidents/sighting";
import { instant } from "@/domain/shared/time";
import { command, committed } from "@/server/kernel/command";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { openIncident } from "../open-incident";
import { addSelected } from "../persons";
import { INCIDENT, loadIncident, saveIncident } from "../store";

/** An incident that may have happened, as a customer's word opens it: the desk finds out the rest. */
const unknown = (receivedAt: string) => ({
  kind: "leak" as const,
  certainty: "possible" as const,
  severity: "general" as const,
  cii: false,
  discoveredAt: receivedAt,
  occurredFrom: null,
  occurredTo: null,
  systems: [],
  dataKinds: ["C2/contact" as const],
  estimate: 1,
  cause: "unknown" as const,
  // His words lie with him, under his own key: the incident's outlive him.
  what: "",
  why: "",
  harm: "",
});

/**
 * Enters that a customer says his data came out: it opens an incident, or joins an open one; he is among the people
 * concerned either way. Its hours count from when he said so. Refuses a report of the future and a closed incident.
 */
export const registerSighting = command({
  name: "incidents.sighting.register",
  permission: "incidents.register",
  input: registerSightingInput,
  subject: ({ customerId }) => ({ type: "customer", id: customerId }),
  async handle(scope, input) {
    const { tx, actor, now, rules, vault } = scope;
    await customerOf(scope, input.customerId);
    const receivedAt = instant(input.receivedAt);
    const allowed = receiveSighting({ receivedAt, now }, rules);
    if (!allowed.ok) return allowed;
    const joined = input.incidentId === null ? null : await loadIncident(scope, input.incidentId, { lock: true });
    const open = joined && asShown(joined, joined.version);
    if (open && !open.ok) return open;
    const at = joined ?? (await openIncident(scope, unknown(input.receivedAt)));
    const id = scope.newId<"incident-sighting">();
    const key = { type: "customer", id: input.customerId, retentionClass: "casework" } as const;
    const place = { table: "incident_sightings", column: "words_sealed", rowId: id };
    const sealed = await vault.seal(key, place, input.words);
    await tx.execute(sql`insert into incident_sightings (id, programme_id, legal_entity_id, incident_id, customer_id, channel, words_sealed,
        received_at, registered_at, registered_by)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${at.id}::uuid, ${input.customerId}::uuid, ${input.channel}, ${sealed},
        ${receivedAt}::timestamptz, ${now}::timestamptz, ${actor.id})`);
    const one = sql`select ${input.customerId}::uuid as id`;
    await addSelected(scope, at.id, { way: "sighting", filter: null, people: one });
    if (joined) await saveIncident(scope, joined);
    return committed({
      result: { id: at.id, number: at.number, joined: joined !== null },
      audit: [
        {
          kind: "incidents.sighting.register",
          subject: { type: INCIDENT, id: at.id },
          basis: [...allowed.basis, ...("basis" in at ? at.basis : [])],
          data: {
            number: at.number,
            sighting: id,
            customer: input.customerId,
            channel: input.channel,
            joined: joined !== null,
          },
        },
      ],
    });
  },
});

async function customerOf({ tx, actor }: Scope, customerId: string): Promise<void> {
  const { rows } = await tx.execute(sql`select from customers
    where id = ${customerId}::uuid and programme_id = ${actor.programmeId}`);
  if (rows.length === 0) notFound();
}
