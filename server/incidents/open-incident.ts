import { sql } from "drizzle-orm";
import { dutiesOf } from "@/domain/incidents/duties";
import type { RegisterIncidentInput } from "@/domain/incidents/schema";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { instant, shanghaiDate } from "@/domain/shared/time";
import { takeNumber } from "@/server/kernel/numbers";
import type { Scope } from "@/server/kernel/scope";
import { openItems } from "@/server/worklist/public";
import { startDuties } from "./duties";
import { array, INCIDENT } from "./store";
import { sealWords } from "./words";

const momentOrNull = (text: string | null) => (text === null ? null : instant(text));

/** The moments an entry names, as the domain takes them. */
export const momentsOf = (entry: Pick<RegisterIncidentInput, "discoveredAt" | "occurredFrom" | "occurredTo">) => ({
  discoveredAt: instant(entry.discoveredAt),
  occurredFrom: momentOrNull(entry.occurredFrom),
  occurredTo: momentOrNull(entry.occurredTo),
});

/** Writes an incident with its duties, each from the discovery, and opens its work. The caller has asked the domain. */
export async function openIncident(
  scope: Scope,
  entry: RegisterIncidentInput,
): Promise<{ readonly id: string; readonly number: string; readonly basis: readonly RuleRef[] }> {
  const { tx, actor, now } = scope;
  const { discoveredAt, occurredFrom, occurredTo } = momentsOf(entry);
  const id = scope.newId<"incident">();
  const number = await takeNumber(tx, "incident");
  const words = { what: entry.what, why: entry.why, harm: entry.harm };
  const sealed = await sealWords(scope, { table: "incidents", rowId: id, incidentId: id }, words);
  await tx.execute(sql`insert into incidents (id, programme_id, legal_entity_id, number, kind, certainty, severity, cii, state,
      discovered_at, occurred_from, occurred_to, registered_at, registered_by, systems, data_kinds, estimate, cause, words_sealed)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${number}, ${entry.kind}, ${entry.certainty}, ${entry.severity},
      ${entry.cii}::boolean, 'open', ${discoveredAt}::timestamptz, ${occurredFrom}::timestamptz, ${occurredTo}::timestamptz,
      ${now}::timestamptz, ${actor.id}, ${array(entry.systems)}::text[], ${array(entry.dataKinds)}::text[], ${entry.estimate}::int,
      ${entry.cause}, ${sealed})`);
  const duties = dutiesOf(entry);
  const { basis, firstDue } = await startDuties(scope, { id, discoveredAt }, duties);
  const due = firstDue === null ? {} : { dueAt: firstDue, dueOn: shanghaiDate(firstDue) };
  const item = { kind: INCIDENT, number, subjectType: INCIDENT, subjectId: id, ...due };
  await openItems(tx, actor, [item], now);
  return { id, number, basis };
}
