import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstantOrNull } from "@/db/schema/columns";
import { needsSecondFactor, SECOND_FACTOR_ROLES } from "@/domain/identity/policy";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { clearanceOf, permissionsOf, SUSPICION_ROLES, SYSTEM_PERMISSIONS } from "@/domain/permissions";
import type { LegalEntityId, PersonId, ProgrammeId } from "@/domain/shared/ids";
import type { Instant } from "@/domain/shared/time";
import { SESSION_IDLE_MINUTES } from "@/server/kernel/session-limits";
import { loadClient } from "./client-actor";
import { fenceSettings, rulesRevision } from "./entry-sql";
import { AppError } from "./errors";
import type { Actor, Principal } from "./principal";

export type { Actor, Principal } from "./principal";

type PersonRow = {
  legal_entity_id: string;
  roles: string[];
  step_up_at: string | null;
  proven: boolean;
  rules_revision: number;
};

/**
 * Loads a principal's present rights inside the transaction and hands the rest of it to the application role, which
 * sees one programme. Throws `unauthenticated` when the session is ended, idle too long, expired, or its person disabled.
 */
export async function enter(tx: Tx, principal: Principal, now: Instant): Promise<Actor> {
  if (principal.kind === "client") return loadClient(tx, principal, now);
  return principal.kind === "person" ? loadPerson(tx, principal, now) : loadSystem(tx, principal);
}

const anyOf = (roles: readonly Role[]) =>
  sql`held.roles && array[${sql.join(
    roles.map((role) => sql`${role}`),
    sql`, `,
  )}]`;

/**
 * A person's rights now: the roles of live grants, without those that do not count from where the call comes. Somebody
 * without a second factor that his roles ask for keeps the right to his own account alone.
 */
async function loadPerson(tx: Tx, principal: Principal & { kind: "person" }, now: Instant): Promise<Actor> {
  const { rows } = await tx.execute<PersonRow>(sql`
    select p.legal_entity_id, s.step_up_at, held.roles, factor.proven, ${rulesRevision(sql`p.id`)},
      ${fenceSettings(
        sql`p.id`,
        sql`case when ${anyOf(SUSPICION_ROLES)} and (factor.proven or not ${anyOf(SECOND_FACTOR_ROLES)})
          then 'suspicion' else 'general' end`,
      )}
    from sessions s join people m on m.id = s.person_id, programmes p, lateral (
      select coalesce(array_agg(g.role), '{}') as roles from role_grants g
      where g.person_id = s.person_id and g.programme_id = p.id and g.ended_at is null
        and (g.ends_at is null or g.ends_at > ${now}::timestamptz)
        and not exists (select from role_networks n where n.programme_id = p.id and n.role = g.role and n.ended_at is null
          and not coalesce(${principal.address ?? null}::inet <<= any (n.networks::inet[]), false))) as held, lateral (
      select exists (select from totp_credentials c where c.person_id = m.id and c.confirmed_at is not null)
        or exists (select from passkeys k where k.person_id = m.id and k.removed_at is null) as proven) as factor
    where s.id = ${principal.sessionId} and s.person_id = ${principal.personId} and p.id = ${principal.programmeId}
      and s.revoked_at is null and m.disabled_at is null and s.expires_at > ${now}::timestamptz
      and s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES})`);
  const row = rows[0];
  const roles = (row?.roles ?? []).filter((role): role is Role => (ROLE_NAMES as readonly string[]).includes(role));
  if (!row || roles.length === 0) throw new AppError("unauthenticated");
  const restricted = !row.proven && needsSecondFactor(roles);
  return {
    id: `person:${principal.personId}`,
    personId: principal.personId as PersonId,
    sessionId: principal.sessionId,
    osUser: null,
    roles,
    permissions: restricted ? new Set(["identity.self"]) : permissionsOf(roles),
    clearance: restricted ? "general" : clearanceOf(roles),
    restricted,
    address: principal.address ?? null,
    programmeId: principal.programmeId as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    steppedUpAt: toInstantOrNull(row.step_up_at),
    rulesRevision: row.rules_revision,
  };
}

/** The public's own door sees no more than anybody: what suspicion touches is not even there for it. */
const clearanceOfSystem = (name: string) => (name === "system:public-form" ? "general" : "suspicion");

async function loadSystem(tx: Tx, principal: Principal & { kind: "system" }): Promise<Actor> {
  const clearance = clearanceOfSystem(principal.name);
  const { rows } = await tx.execute<{ legal_entity_id: string; rules_revision: number }>(
    sql`select legal_entity_id, ${rulesRevision(sql`programmes.id`)}, ${fenceSettings(sql`id`, sql`${clearance}`)}
      from programmes where id = ${principal.programmeId}`,
  );
  const row = rows[0];
  if (!row) throw new AppError("not-found");
  return {
    id: principal.name,
    personId: null,
    sessionId: null,
    osUser: principal.osUser ?? null,
    roles: [],
    permissions: new Set(SYSTEM_PERMISSIONS[principal.name]),
    clearance,
    programmeId: principal.programmeId as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    steppedUpAt: null,
    rulesRevision: row.rules_revision,
  };
}
