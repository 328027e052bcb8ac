import { sql } from "drizzle-orm";
import type { Closing } from "@/domain/incidents/decisions";
import { evidenceFacts } from "@/server/evidence/public";
import type { Scope } from "@/server/kernel/scope";
import { loadDuties } from "./duties";
import { countPersons, INCIDENT, type StoredIncident } from "./store";

/** Everything that decides whether an incident may be closed, as it stands; `lessons` as they would be kept. */
export async function closingOf(scope: Scope, incident: StoredIncident, lessons: string): Promise<Closing> {
  const { tx, actor } = scope;
  const duties = await loadDuties(scope, incident.id);
  const { named } = await countPersons(scope, incident.id);
  const { rows } = await tx.execute<{ moving: number; shown: boolean }>(sql`select
      (count(*) filter (where state in ('proposed', 'sending')))::int as moving,
      coalesce(bool_or(kind = 'public' and state = 'sent'), false) as shown
    from incident_notices where incident_id = ${incident.id}::uuid and programme_id = ${actor.programmeId}`);
  const { moving = 0, shown = false } = rows[0] ?? {};
  const evidence = await evidenceFacts(scope, { type: INCIDENT, id: incident.id });
  return {
    cause: incident.cause,
    lessons,
    evidence: evidence.count,
    openDuties: duties.filter(({ state }) => state === "running").length,
    untold: shown ? 0 : named,
    moving,
  };
}
