import { outcomeOf, type ScreeningOutcome } from "@/domain/screening/decisions";
import { matchedOn, partyKeys } from "@/domain/screening/match";
import type { EntryKeys, Party } from "@/domain/screening/model";
import { SCREENING_POLICY } from "@/domain/screening/policy";
import { shanghaiDate } from "@/domain/shared/time";
import type { AuditEvent } from "@/server/kernel/audit/append";
import type { OutboxEvent } from "@/server/kernel/outbox";
import type { Scope } from "@/server/kernel/scope";
import { holdAccounts, openHit } from "./hold";
import { type Candidate, entriesWith, listsInUse } from "./lists";
import { hitsOf, insertHit, pointAtEntry, type StoredHit } from "./store";

export type ScreenedParty = Party & { readonly customerId: string };

/**
 * What the lists say of a customer. `hits` are those that stand, dismissed ones left out, and `opened` how many of them are
 * new. The caller commits `audit` and `events`.
 */
export type Screening = {
  readonly outcome: ScreeningOutcome;
  readonly hits: readonly { readonly id: string; readonly number: string; readonly state: string }[];
  readonly opened: number;
  readonly audit: readonly AuditEvent[];
  readonly events: readonly OutboxEvent[];
};

/**
 * Looks customers up in the lists in use, by exact name and exact number, inside the caller's command. A new hit stops
 * every open account of its customer, opens work and calls people in this same transaction; a standing one stops what was
 * opened since; a dismissed one stays dismissed until its entry changes. Needs an actor cleared for suspicion: another
 * would not see what stands.
 */
export async function screenParties(scope: Scope, parties: readonly ScreenedParty[]): Promise<readonly Screening[]> {
  if (scope.actor.clearance !== "suspicion") throw new Error("lists are compared by cleared actors alone");
  const lists = await listsInUse(scope);
  const keyed = parties.map((party) => ({ party, keys: partyKeys(party) }));
  const all = (pick: (keys: EntryKeys) => readonly string[]) => [...new Set(keyed.flatMap(({ keys }) => pick(keys)))];
  const entries = await entriesWith(scope, { names: all((keys) => keys.names), numbers: all((keys) => keys.numbers) });
  const known = await hitsOf(scope, [...new Set(parties.map(({ customerId }) => customerId))]);
  const screenings: Screening[] = [];
  for (const { party, keys } of keyed) {
    const mine = known.filter(({ customerId }) => customerId === party.customerId);
    const looked = await lookAt(scope, party.customerId, keys, entries, mine);
    const standing = looked.hits.filter(({ state }) => state !== "dismissed");
    screenings.push({
      outcome: outcomeOf(standing.length, lists, shanghaiDate(scope.now), SCREENING_POLICY),
      hits: standing.map(({ id, number, state }) => ({ id, number, state })),
      opened: looked.opened,
      audit: looked.audit,
      events: looked.events,
    });
  }
  return screenings;
}

/** `screenParties` for one. */
export async function screenParty(scope: Scope, party: ScreenedParty): Promise<Screening> {
  const [screening] = await screenParties(scope, [party]);
  if (!screening) throw new Error("nobody was screened");
  return screening;
}

async function lookAt(
  scope: Scope,
  customerId: string,
  keys: EntryKeys,
  entries: readonly Candidate[],
  known: readonly StoredHit[],
) {
  const hits = [...known];
  const audit: AuditEvent[] = [];
  const events: OutboxEvent[] = [];
  let opened = 0;
  for (const hit of known.filter(({ state }) => state !== "dismissed")) {
    const held = await holdAccounts(scope, hit);
    audit.push(...held.audit);
    events.push(...held.events);
  }
  for (const entry of entries) {
    const on = matchedOn(entry, keys);
    if (on.length === 0) continue;
    const same = hits.filter((hit) => hit.source === entry.source && hit.externalId === entry.externalId);
    const stands = same.find(({ state }) => state !== "dismissed");
    if (stands && stands.entryHash !== entry.hash) await pointAtEntry(scope.tx, stands.id, entry);
    if (stands || same.some((hit) => hit.entryHash === entry.hash)) continue;
    const hit = await insertHit(scope, { customerId, entry, matchedOn: on });
    if (!hit) continue;
    const told = await openHit(scope, hit, on);
    hits.push(hit);
    opened += 1;
    audit.push(...told.audit);
    events.push(...told.events);
  }
  return { hits, opened, audit, events };
}
