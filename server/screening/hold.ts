import { sql } from "drizzle-orm";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { permissionsOf } from "@/domain/permissions";
import { stopBasis } from "@/domain/screening/decisions";
import type { MatchedOn } from "@/domain/screening/model";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { addDays, shanghaiDate } from "@/domain/shared/time";
import { openAccountsOf } from "@/server/accounts/public";
import { imposeBySystem, liftBySystem } from "@/server/controls/public";
import { onDuty } from "@/server/duty/public";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { notice } from "@/server/notifications/public";
import { openItems } from "@/server/worklist/public";
import { hitOpened } from "./events";
import { holdsOf, insertHold, type StoredHit } from "./store";

export const HIT_ITEM = "list-hit";

export type Told = { readonly audit: readonly AuditEvent[]; readonly events: readonly OutboxEvent[] };

/** Stops every open account of a hit's customer; what is stopped already stays as it is. Gives how many were stopped now. */
export async function holdAccounts(scope: Scope, hit: StoredHit): Promise<Told & { held: number }> {
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  let held = 0;
  for (const account of await openAccountsOf(scope, hit.customerId)) {
    const imposed = await imposeBySystem(scope, {
      accountId: account.id,
      customerId: hit.customerId,
      scope: "all",
      reasonCode: "list-hit",
      subject: { type: "list-hit", id: hit.id },
    });
    // Closed meanwhile: there is nothing left to stop.
    if (!imposed.ok) continue;
    if (imposed.value.outcome === "imposed") held += 1;
    await insertHold(scope, { hitId: hit.id, measureId: imposed.value.measureId, accountId: account.id });
    audit.push(...imposed.value.audit);
    events.push(...imposed.value.events);
  }
  return { audit, events, held };
}

/** Lets go what a hit stopped, and nothing else. */
export async function releaseHolds(scope: Scope, hit: Pick<StoredHit, "id">): Promise<Told> {
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  for (const { measureId } of await holdsOf(scope.tx, hit.id)) {
    const lifted = await liftBySystem(scope, { measureId, reasonCode: "list-hit" });
    if (!lifted.ok) throw new Error(`a hold that cannot be let go: ${lifted.code}`);
    audit.push(...lifted.value.audit);
    events.push(...lifted.value.events);
  }
  return { audit, events };
}

/** Everything that follows a new hit, in the transaction that found it: accounts stopped, work opened, people called. */
export async function openHit(scope: Scope, hit: StoredHit, matchedOn: readonly MatchedOn[]): Promise<Told> {
  const held = await holdAccounts(scope, hit);
  const dueOn = addDays(shanghaiDate(scope.now), SCREENING_POLICY.decideDays);
  const item = {
    kind: HIT_ITEM,
    number: hit.number,
    subjectType: "list-hit",
    subjectId: hit.id,
    clearance: "suspicion" as const,
    customerId: hit.customerId,
    dueOn,
  };
  await openItems(scope.tx, scope.actor, [item], scope.now);
  const entry: AuditEvent = {
    kind: "screening.hit.open",
    subject: { type: "list-hit", id: hit.id },
    basis: stopBasis(scope.rules, shanghaiDate(scope.now)),
    data: {
      number: hit.number,
      customer: hit.customerId,
      source: hit.source,
      entry: hit.externalId,
      matchedOn: [...matchedOn],
      held: held.held,
    },
  };
  const told = hitOpened({ customerId: hit.customerId });
  return { audit: [entry, ...held.audit], events: [...held.events, told, ...(await alarm(scope, hit))] };
}

const ROLES = ROLE_NAMES.filter((role) => permissionsOf([role]).has("screening.work"));

/** The alarm: whoever works hits hears of it now; who is on duty is called, at night too. */
async function alarm(scope: Scope, hit: StoredHit): Promise<readonly OutboxEvent[]> {
  const { tx, actor, now } = scope;
  const { rows } = await tx.execute<{ person_id: string }>(sql`select distinct g.person_id from role_grants g
    join people m on m.id = g.person_id and m.disabled_at is null
    where g.programme_id = ${actor.programmeId} and g.role in ${[...ROLES]} and g.ended_at is null
      and (g.ends_at is null or g.ends_at > ${now}::timestamptz) order by g.person_id`);
  const called = new Set<string>();
  for (const role of ROLES) {
    for (const person of await onDuty(scope, { targetType: "role", target: role }, now)) called.add(person);
  }
  const link = { type: "list-hit", id: hit.id };
  const said = { number: hit.number, kind: HIT_ITEM };
  const others = rows.map(({ person_id }) => person_id).filter((person) => !called.has(person));
  return [
    ...notice([...called], "duty.called", said, link, { clearance: "suspicion" }),
    ...notice(others, "screening.hit", said, link, { clearance: "suspicion" }),
  ];
}
