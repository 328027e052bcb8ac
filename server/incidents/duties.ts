import { sql } from "drizzle-orm";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { type DutyChange, isLate, termsOf } from "@/domain/incidents/duties";
import type { Duty, DutyFacts, DutyState } from "@/domain/incidents/model";
import type { RuleRef } from "@/domain/shared/rule-ref";
import { type Instant, shanghaiDate } from "@/domain/shared/time";
import { cancelClocks, meetClocks, startClocks } from "@/server/clocks/public";
import type { Scope } from "@/server/kernel/scope";
import { moveItem } from "@/server/worklist/public";
import { DUTY, INCIDENT } from "./store";

export type StoredDuty = DutyFacts & {
  readonly id: string;
  readonly rule: RuleRef;
  readonly own: boolean;
  readonly hours: number;
  readonly waiver: string | null;
};

type Row = {
  id: string;
  duty: Duty;
  state: DutyState;
  rule_id: string;
  rule_version: number;
  own: boolean;
  hours: number;
  due_at: string;
  done_at: string | null;
  waiver_code: string | null;
};

/** The duties of an incident, the soonest due first; those that fell away too. */
export async function loadDuties(
  { tx, actor }: Pick<Scope, "tx" | "actor">,
  incidentId: string,
  options: { lock?: boolean } = {},
): Promise<StoredDuty[]> {
  const { rows } =
    await tx.execute<Row>(sql`select id, duty, state, rule_id, rule_version, own, hours, due_at, done_at, waiver_code
    from incident_duties where incident_id = ${incidentId}::uuid and programme_id = ${actor.programmeId}
    order by due_at, id ${options.lock ? sql`for update` : sql``}`);
  return rows.map((row) => ({
    id: row.id,
    duty: row.duty,
    state: row.state,
    rule: { ruleId: row.rule_id, version: row.rule_version },
    own: row.own,
    hours: row.hours,
    dueAt: toInstant(row.due_at),
    doneAt: toInstantOrNull(row.done_at),
    waiver: row.waiver_code,
  }));
}

/** Starts duties, each in hours from the discovery; those with hours of the law run as clocks. Gives what they rest on. */
export async function startDuties(
  scope: Scope,
  incident: { readonly id: string; readonly discoveredAt: Instant },
  duties: readonly Duty[],
): Promise<{ readonly basis: readonly RuleRef[]; readonly firstDue: Instant | null }> {
  const { tx, actor } = scope;
  const { value: terms, basis } = termsOf(duties, { ...scope, discoveredAt: incident.discoveredAt });
  for (const { duty, rule, figure, own, due } of terms) {
    const id = scope.newId<"incident-duty">();
    const hours = Math.round((Date.parse(due.dueAt) - Date.parse(incident.discoveredAt)) / 3_600_000);
    await tx.execute(sql`insert into incident_duties (id, programme_id, legal_entity_id, incident_id, duty, rule_id, rule_version, own,
        hours, due_at, state)
      values (${id}, ${actor.programmeId}, ${actor.legalEntityId}, ${incident.id}::uuid, ${duty}, ${rule.ruleId}, ${rule.version}::int,
        ${own}::boolean, ${hours}::int, ${due.dueAt}::timestamptz, 'running')`);
    if (figure !== null) await startClocks(tx, actor, { subjectType: DUTY, subjectIds: [id], rule, figure, due });
  }
  const moments = terms.map(({ due }) => due.dueAt).sort();
  return { basis, firstDue: moments[0] ?? null };
}

/** Ends running duties as done or waived, as of a moment; one whose time had passed stays late. Gives which they were. */
export async function settleDuties(
  scope: Scope,
  incidentId: string,
  which: readonly Duty[],
  as: { readonly state: "done" | "waived"; readonly at: Instant; readonly waiver?: string },
): Promise<StoredDuty[]> {
  const { tx, actor } = scope;
  const standing = await loadDuties(scope, incidentId, { lock: true });
  const ended = standing.filter(({ duty, state }) => state === "running" && which.includes(duty));
  for (const { id } of ended)
    await tx.execute(sql`update incident_duties set state = ${as.state}, done_at = ${as.at}::timestamptz, done_by = ${actor.id},
      waiver_code = ${as.waiver ?? null} where id = ${id}::uuid`);
  await meetClocks(tx, actor, { subjectType: DUTY, subjectIds: ended.map(({ id }) => id) }, as.at);
  await followDue(scope, incidentId);
  return ended;
}

/** Starts and ends duties as a changed assessment asks. A missed one is never among those that fall away. */
export async function applyChange(
  scope: Scope,
  incident: { readonly id: string; readonly discoveredAt: Instant },
  change: DutyChange,
): Promise<readonly RuleRef[]> {
  const { tx, actor, now } = scope;
  const standing = await loadDuties(scope, incident.id, { lock: true });
  const gone = standing.filter(
    (one) => one.state === "running" && change.lapse.includes(one.duty) && !isLate(one, now),
  );
  for (const { id } of gone)
    await tx.execute(sql`update incident_duties set state = 'lapsed', done_at = ${now}::timestamptz, done_by = ${actor.id}
      where id = ${id}::uuid`);
  await cancelClocks(tx, actor, { subjectType: DUTY, subjectIds: gone.map(({ id }) => id) }, now);
  const { basis } = await startDuties(scope, incident, change.start);
  await followDue(scope, incident.id);
  return basis;
}

/** The work item is due when the first open duty is. */
async function followDue(scope: Scope, incidentId: string): Promise<void> {
  const [first] = (await loadDuties(scope, incidentId)).filter(({ state }) => state === "running");
  if (!first) return;
  const due = { dueAt: first.dueAt, dueOn: shanghaiDate(first.dueAt) };
  await moveItem(scope.tx, scope.actor, { kind: INCIDENT, subjectId: incidentId, ...due });
}
