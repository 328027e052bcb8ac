import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { toInstant } from "@/db/schema/columns";
import { ROLE_NAMES, type Role, type SystemActor } from "@/domain/identity/roles";
import {
  type Clearance,
  clearanceOf,
  type Permission,
  permissionsOf,
  SUSPICION_ROLES,
  SYSTEM_PERMISSIONS,
} from "@/domain/permissions";
import type { LegalEntityId, PersonId, ProgrammeId } from "@/domain/shared/ids";
import type { Instant } from "@/domain/shared/time";
import { SESSION_IDLE_MINUTES } from "@/server/kernel/session-limits";
import { AppError } from "./errors";

/** Who calls, as claimed by the transport; nothing of it is believed before the database has been asked. */
export type Principal =
  | { readonly kind: "person"; readonly personId: string; readonly sessionId: string; readonly programmeId: string }
  | { readonly kind: "system"; readonly name: SystemActor; readonly programmeId: string; readonly osUser?: string };

/** Who acts, as the database says at this moment. */
export type Actor = {
  /** `person:<uuid>` or `system:<name>`: what audit entries carry. */
  readonly id: string;
  readonly personId: PersonId | null;
  readonly sessionId: string | null;
  readonly osUser: string | null;
  readonly roles: readonly Role[];
  readonly permissions: ReadonlySet<Permission>;
  readonly clearance: Clearance;
  readonly programmeId: ProgrammeId;
  readonly legalEntityId: LegalEntityId;
  readonly steppedUpAt: Instant | null;
};

type PersonRow = {
  legal_entity_id: string;
  roles: string[];
  step_up_at: string | null;
};

/**
 * Loads a principal's present rights inside the transaction and hands the rest of it to the application role, which
 * sees one programme. Throws `unauthenticated` when the session is ended, idle too long, expired, or its person disabled.
 */
export async function enter(tx: Tx, principal: Principal, now: Instant): Promise<Actor> {
  return principal.kind === "person" ? loadPerson(tx, principal, now) : loadSystem(tx, principal);
}

/** The settings the fence reads, made for the rest of the transaction; in the select list of the look-up itself. */
const fenceSettings = (programme: SQL, clearance: SQL) => sql`set_config('hegui.programme', ${programme}, true),
  set_config('hegui.clearance', ${clearance}, true), set_config('role', 'hegui_app', true)`;

async function loadPerson(tx: Tx, principal: Principal & { kind: "person" }, now: Instant): Promise<Actor> {
  const { rows } = await tx.execute<PersonRow>(sql`
    select p.legal_entity_id, s.step_up_at, held.roles,
      ${fenceSettings(
        sql`p.id`,
        sql`case when held.roles && array[${sql.join(
          SUSPICION_ROLES.map((role) => sql`${role}`),
          sql`, `,
        )}] then 'suspicion' else 'general' end`,
      )}
    from sessions s join people m on m.id = s.person_id, programmes p, lateral (
      select coalesce(array_agg(g.role), '{}') as roles from role_grants g
      where g.person_id = s.person_id and g.programme_id = p.id and g.ended_at is null) as held
    where s.id = ${principal.sessionId} and s.person_id = ${principal.personId} and p.id = ${principal.programmeId}
      and s.revoked_at is null and m.disabled_at is null and s.expires_at > ${now}::timestamptz
      and s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES})`);
  const row = rows[0];
  const roles = (row?.roles ?? []).filter((role): role is Role => (ROLE_NAMES as readonly string[]).includes(role));
  if (!row || roles.length === 0) throw new AppError("unauthenticated");
  return {
    id: `person:${principal.personId}`,
    personId: principal.personId as PersonId,
    sessionId: principal.sessionId,
    osUser: null,
    roles,
    permissions: permissionsOf(roles),
    clearance: clearanceOf(roles),
    programmeId: principal.programmeId as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    steppedUpAt: row.step_up_at ? toInstant(row.step_up_at) : null,
  };
}

async function loadSystem(tx: Tx, principal: Principal & { kind: "system" }): Promise<Actor> {
  const { rows } = await tx.execute<{ legal_entity_id: string }>(
    sql`select legal_entity_id, ${fenceSettings(sql`id`, sql`'suspicion'`)} from programmes where id = ${principal.programmeId}`,
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
    clearance: "suspicion",
    programmeId: principal.programmeId as ProgrammeId,
    legalEntityId: row.legal_entity_id as LegalEntityId,
    steppedUpAt: null,
  };
}
