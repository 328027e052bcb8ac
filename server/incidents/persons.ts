import { type SQL, sql } from "drizzle-orm";
import { type ListFault, readList } from "@/domain/incidents/persons-list";
import { MAX_NAMED_FAULTS, MAX_PERSONS } from "@/domain/incidents/policy";
import { type PersonsChoice, type PersonsFilter, personsFilter } from "@/domain/incidents/schema";
import { decided, type Result, refuse } from "@/domain/shared/result";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** A choice of people, read: a query of their ids, and what is wrong with the list it came by. */
export type Chosen = {
  readonly way: "list" | "filter" | "saved";
  readonly filter: PersonsFilter | null;
  readonly people: SQL;
  readonly repeated: number;
  readonly faults: readonly ListFault[];
};

type Reading = Pick<Scope, "tx" | "actor">;

function filterSql({ actor }: Reading, filter: PersonsFilter): SQL {
  const { kind, sinceFrom, sinceTo, accountClass, accountStatus } = filter;
  const account =
    accountClass === null && accountStatus === null
      ? sql`true`
      : sql`exists (select from accounts a where a.customer_id = c.id
          and (${accountClass}::int is null or a.account_class = ${accountClass}::int)
          and (${accountStatus}::text is null or a.status = ${accountStatus}::text))`;
  return sql`select c.id from customers c where c.programme_id = ${actor.programmeId}
    and (${kind}::text is null or c.kind = ${kind}::text)
    and (${sinceFrom}::date is null or c.since >= ${sinceFrom}::date)
    and (${sinceTo}::date is null or c.since <= ${sinceTo}::date) and ${account}`;
}

/** Numbers as one parameter: a list of any length. */
const numbersSql = ({ actor }: Reading, lines: readonly { line: number; number: string }[]): SQL =>
  sql`from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (line int, number text)
    left join customers c on c.number = l.number and c.programme_id = ${actor.programmeId}`;

async function listChoice(scope: Reading, content: string): Promise<Result<Chosen>> {
  const read = readList(content);
  if (!read.ok) return read;
  const { lines, repeated } = read.value;
  const from = numbersSql(scope, lines);
  const { rows } = await scope.tx.execute<{ line: number; number: string }>(
    sql`select l.line, l.number ${from} where c.id is null order by l.line`,
  );
  const unknown = rows.map(({ line, number }): ListFault => ({ line, text: number, problem: "unknown" }));
  const faults = [...read.value.faults, ...unknown].sort((a, b) => a.line - b.line);
  const people = sql`select c.id ${from} where c.id is not null`;
  return decided({ way: "list" as const, filter: null, people, repeated, faults });
}

async function savedFilter({ tx, actor }: Reading, selectionId: string): Promise<PersonsFilter> {
  const { rows } = await tx.execute<{ filter: unknown }>(sql`select filter from incident_selections
    where id = ${selectionId}::uuid and programme_id = ${actor.programmeId} and filter is not null`);
  return personsFilter.parse((rows[0] ?? notFound()).filter);
}

/** Reads a choice of people. Refuses an empty or endless list; its faulty lines are named for the caller to refuse. */
export async function readChoice(scope: Reading, choice: PersonsChoice): Promise<Result<Chosen>> {
  if (choice.by === "list") return listChoice(scope, choice.content);
  const filter = choice.by === "filter" ? choice.filter : await savedFilter(scope, choice.selectionId);
  const people = filterSql(scope, filter);
  return decided({ way: choice.by, filter, people, repeated: 0, faults: [] });
}

/** What a choice would come to: how many it finds, how many stand there already, what is wrong with its lines. */
export async function countChoice(scope: Reading, incidentId: string, chosen: Chosen) {
  const { rows } = await scope.tx.execute<{ found: number; already: number }>(sql`select count(*)::int as found,
      (count(*) filter (where exists (select from incident_persons p
        where p.incident_id = ${incidentId}::uuid and p.customer_id = s.id)))::int as already
    from (${chosen.people}) s`);
  const { found = 0, already = 0 } = rows[0] ?? {};
  const { faults, repeated } = chosen;
  return { found, already, repeated, faults: faults.slice(0, MAX_NAMED_FAULTS), faulty: faults.length };
}

/**
 * Names people of an incident, each once; those who stand there already stay as they are. Refuses a choice that finds
 * nobody, and more people than one incident holds.
 */
export async function addSelected(
  scope: Scope,
  incidentId: string,
  chosen: { readonly way: string; readonly filter: PersonsFilter | null; readonly people: SQL },
): Promise<Result<{ readonly found: number; readonly added: number }>> {
  const { tx, actor, now } = scope;
  const counted = await tx.execute<{ found: number }>(sql`select count(*)::int as found from (${chosen.people}) s`);
  const found = counted.rows[0]?.found ?? 0;
  if (found === 0) return refuse("incidents.persons.none");
  if (found > MAX_PERSONS) return refuse("incidents.persons.too-many", { params: { most: MAX_PERSONS } });
  const selectionId = scope.newId<"incident-selection">();
  const { rowCount } =
    await tx.execute(sql`insert into incident_persons (id, programme_id, legal_entity_id, incident_id, customer_id,
      selection_id, state)
    select gen_random_uuid(), ${actor.programmeId}, ${actor.legalEntityId}, ${incidentId}::uuid, s.id, ${selectionId}::uuid, 'named'
    from (${chosen.people}) s on conflict (incident_id, customer_id) do nothing`);
  const added = rowCount ?? 0;
  const filter = chosen.filter === null ? null : JSON.stringify(chosen.filter);
  await tx.execute(sql`insert into incident_selections (id, programme_id, legal_entity_id, incident_id, way, filter, found, added, at, by)
    values (${selectionId}, ${actor.programmeId}, ${actor.legalEntityId}, ${incidentId}::uuid, ${chosen.way}, ${filter}::jsonb,
      ${found}::int, ${added}::int, ${now}::timestamptz, ${actor.id})`);
  return decided({ found, added });
}
