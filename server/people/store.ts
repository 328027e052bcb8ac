import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstantOrNull } from "@/db/schema/columns";
import type { Role } from "@/domain/identity/roles";
import type { Held } from "@/domain/people/decisions";
import type { Instant } from "@/domain/shared/time";
import type { Actor } from "@/server/kernel/actor";
import { notFound } from "@/server/kernel/errors";
import type { Scope } from "@/server/kernel/scope";

/** What stands where a password would be: no password has this hash. */
export const NO_PASSWORD = "!";

/**
 * Lets changes of rights happen one after the other in a programme, until the transaction ends: of two who take each
 * other's rights at once, the second sees what the first did.
 */
export async function lockRights(tx: Tx, programmeId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`people.rights:${programmeId}`}))`);
}

/** A grant that gives its right now. `g` is the table's alias. */
export const liveGrant = (now: Instant): SQL =>
  sql`g.ended_at is null and (g.ends_at is null or g.ends_at > ${now}::timestamptz)`;

export type Person = {
  readonly id: string;
  readonly homeProgrammeId: string;
  readonly disabled: boolean;
  readonly version: string;
};

/** A person of the actor's programme, held until the transaction ends. Throws not-found for anybody else. */
export async function lockPerson(scope: Scope, personId: string): Promise<Person> {
  const { tx, actor, now } = scope;
  const { rows } = await tx.execute<{ id: string; home: string; disabled_at: string | null }>(
    sql`select p.id, p.home_programme_id as home, p.disabled_at from people p where p.id = ${personId}::uuid
      and ${isHere(actor, now)} for update`,
  );
  const row = rows[0] ?? notFound();
  return {
    id: row.id,
    homeProgrammeId: row.home,
    disabled: row.disabled_at !== null,
    version: row.disabled_at ?? "",
  };
}

/** True for people `p` who belong to the actor's programme or hold a role in it. */
export function isHere(actor: Pick<Actor, "programmeId">, now: Instant): SQL {
  return sql`(p.home_programme_id = ${actor.programmeId} or exists (select from role_grants g where g.person_id = p.id
    and g.programme_id = ${actor.programmeId} and ${liveGrant(now)}))`;
}

/** The roles a person holds in a programme now, lent ones included. */
export async function heldBy(tx: Tx, personId: string, programmeId: string, now: Instant): Promise<Held[]> {
  const { rows } = await tx.execute<{ role: Role; ends_at: string | null; delegation_id: string | null }>(
    sql`select g.role, g.ends_at, g.delegation_id from role_grants g where g.person_id = ${personId}::uuid
      and g.programme_id = ${programmeId} and ${liveGrant(now)} order by g.role`,
  );
  return rows.map((row) => ({
    role: row.role,
    endsAt: toInstantOrNull(row.ends_at),
    delegationId: row.delegation_id,
  }));
}

/** Who administers a programme and can come in: enabled, invited people who never came left out. */
export async function administratorsOf(tx: Tx, programmeId: string, now: Instant): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`select distinct p.id from people p
    join role_grants g on g.person_id = p.id and g.programme_id = ${programmeId} and g.role = 'administrator'
      and ${liveGrant(now)}
    where p.disabled_at is null and p.password_hash <> ${NO_PASSWORD}`);
  return rows.map((row) => row.id);
}

/**
 * Writes a grant. One that has run out but was not swept yet makes room first. The caller has asked the domain, holds
 * the lock, and makes the entry.
 */
export async function insertGrant(
  { tx, actor, now, newId }: Scope,
  grant: {
    personId: string;
    role: Role;
    endsAt: Instant | null;
    delegationId?: string;
  },
): Promise<string> {
  const { personId, role } = grant;
  await tx.execute(sql`update role_grants g set ended_at = g.ends_at where g.person_id = ${personId}::uuid
    and g.programme_id = ${actor.programmeId} and g.ended_at is null and g.ends_at <= ${now}::timestamptz`);
  const id = newId<"grant">();
  await tx.execute(sql`insert into role_grants (id, person_id, programme_id, role, granted_at, granted_by, ends_at, delegation_id)
    values (${id}, ${personId}::uuid, ${actor.programmeId}, ${role}, ${now}::timestamptz, ${actor.id},
      ${grant.endsAt}::timestamptz, ${grant.delegationId ?? null}::uuid)`);
  return id;
}
