import { sql } from "drizzle-orm";
import { toInstant } from "@/db/schema/columns";
import type { Cause, DataKind, IncidentFacts, IncidentState, Severity } from "@/domain/incidents/model";
import type { Instant } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";
import { openWords, sealWords, type Words } from "./words";

/** Kind of the work item, and subject type, of an incident. */
export const INCIDENT = "incident";
/** Subject type of a notice to the people concerned: what its letters are about. */
export const NOTICE = "incident-notice";
/** Subject type of a duty's clock. */
export const DUTY = "incident-duty";

export type StoredIncident = IncidentFacts & {
  readonly id: string;
  readonly number: string;
  readonly cause: Cause;
  readonly estimate: number;
  readonly words: Words;
};

type Row = {
  id: string;
  number: string;
  severity: Severity;
  cii: boolean;
  state: IncidentState;
  version: number;
  discovered_at: string;
  data_kinds: DataKind[];
  cause: Cause;
  estimate: number;
  words_sealed: Buffer;
};

/** An incident of the programme; locked when asked. Throws not-found otherwise. */
export async function loadIncident(
  scope: Scope,
  id: string,
  options: { lock?: boolean } = {},
): Promise<StoredIncident> {
  const { tx, actor } = scope;
  const { rows } =
    await tx.execute<Row>(sql`select id, number, severity, cii, state, version, discovered_at, data_kinds,
      cause, estimate, words_sealed
    from incidents where id = ${id}::uuid and programme_id = ${actor.programmeId} ${options.lock ? sql`for update` : sql``}`);
  const row = rows[0] ?? notFound();
  const [words = {}] = await openWords(scope, "incidents", [row]);
  return {
    id: row.id,
    number: row.number,
    severity: row.severity,
    cii: row.cii,
    state: row.state,
    version: row.version,
    discoveredAt: toInstant(row.discovered_at),
    dataKinds: row.data_kinds,
    cause: row.cause,
    estimate: row.estimate,
    words,
  };
}

/** What of an incident changes after its entry. */
type Change = Partial<{
  severity: Severity;
  cii: boolean;
  certainty: string;
  systems: readonly string[];
  dataKinds: readonly DataKind[];
  estimate: number;
  cause: Cause;
  words: Words;
  closed: boolean;
}>;

/** Saves a locked incident; its version says that something changed. Gives the new version. */
export async function saveIncident(scope: Scope, incident: StoredIncident, change: Change = {}): Promise<number> {
  const { tx, actor, now } = scope;
  const sealed =
    change.words &&
    (await sealWords(scope, { table: "incidents", rowId: incident.id, incidentId: incident.id }, change.words));
  await tx.execute(sql`update incidents set severity = coalesce(${change.severity ?? null}::text, severity),
      cii = coalesce(${change.cii ?? null}::boolean, cii), certainty = coalesce(${change.certainty ?? null}::text, certainty),
      systems = coalesce(${array(change.systems)}::text[], systems),
      data_kinds = coalesce(${array(change.dataKinds)}::text[], data_kinds),
      estimate = coalesce(${change.estimate ?? null}::int, estimate), cause = coalesce(${change.cause ?? null}::text, cause),
      words_sealed = coalesce(${sealed ?? null}::bytea, words_sealed),
      state = case when ${change.closed ?? false}::boolean then 'closed' else state end,
      closed_at = case when ${change.closed ?? false}::boolean then ${now}::timestamptz else closed_at end,
      closed_by = case when ${change.closed ?? false}::boolean then ${actor.id} else closed_by end,
      version = version + 1 where id = ${incident.id}::uuid`);
  return incident.version + 1;
}

/** A list of codes as the database takes it. */
export const array = (codes: readonly string[] | undefined): string | null =>
  codes === undefined ? null : `{${codes.map((code) => `"${code}"`).join(",")}}`;

/** How the people concerned stand, counted. */
export type Counted = {
  readonly named: number;
  readonly told: number;
  readonly reached: number;
  readonly spared: number;
};

/** Counts the people concerned by where they stand. */
export async function countPersons({ tx, actor }: Pick<Scope, "tx" | "actor">, incidentId: string): Promise<Counted> {
  const { rows } = await tx.execute<Counted>(sql`select (count(*) filter (where state = 'named'))::int as named,
      (count(*) filter (where state = 'told'))::int as told, (count(*) filter (where state = 'reached'))::int as reached,
      (count(*) filter (where state = 'spared'))::int as spared
    from incident_persons where incident_id = ${incidentId}::uuid and programme_id = ${actor.programmeId}`);
  return rows[0] ?? { named: 0, told: 0, reached: 0, spared: 0 };
}

/** An entry in the log of an incident; when it happened may lie before its writing. */
export async function addEntry(
  scope: Scope,
  incidentId: string,
  entry: { readonly kind: string; readonly words: string; readonly at: Instant },
): Promise<string> {
  const { tx, actor, now } = scope;
  const id = scope.newId<"incident-entry">();
  const sealed = await sealWords(scope, { table: "incident_entries", rowId: id, incidentId }, { words: entry.words });
  await tx.execute(sql`insert into incident_entries (id, programme_id, legal_entity_id, incident_id, kind, words_sealed, at, written_at, written_by)
    values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${incidentId}::uuid, ${entry.kind}, ${sealed}, ${entry.at}::timestamptz,
      ${now}::timestamptz, ${actor.id})`);
  return id;
}
