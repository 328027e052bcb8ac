import { z } from "zod";
import { type Grant, type GroupMap, grantsOfGroups, readGroupMap } from "@/domain/identity/oidc-roles";
import type { Env } from "@/env";
import { execute } from "@/server/kernel/command";
import { newId } from "@/server/kernel/new-id";
import type { Runtime } from "@/server/kernel/runtime";
import type { Caller } from "./caller";
import { assignOidcRoles } from "./commands/assign-oidc-roles";
import { type Candidate, openSession, type ReadCookie, type SignInAnswer } from "./sign-in";

/** How the provider is asked, and what its groups stand for. */
export type OidcSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupsClaim: string;
  readonly map: GroupMap;
  readonly provision: boolean;
};

type Variables = Pick<
  Env,
  "OIDC_ISSUER" | "OIDC_CLIENT_ID" | "OIDC_CLIENT_SECRET" | "OIDC_GROUPS_CLAIM" | "OIDC_ROLE_MAP" | "OIDC_PROVISION"
>;

/** The provider's settings, or null when none is set. Throws when they are half set or the map cannot be read. */
export function oidcSettings(from: Variables): OidcSettings | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = from;
  if (!issuer && !clientId && !clientSecret) return null;
  if (!issuer || !clientId || !clientSecret) {
    throw new Error("environment: OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together");
  }
  const map = readGroupMap(from.OIDC_ROLE_MAP);
  if (!map) throw new Error("environment: OIDC_ROLE_MAP is not a map of groups to programme:role");
  return {
    issuer,
    clientId,
    clientSecret,
    groupsClaim: from.OIDC_GROUPS_CLAIM,
    map,
    provision: from.OIDC_PROVISION === "yes",
  };
}

const claimsSchema = z.object({
  iss: z.string().min(1).max(500).optional(),
  sub: z.string().min(1).max(255),
  email: z.email().max(320).optional(),
  email_verified: z.boolean().optional(),
  name: z.string().trim().min(1).max(100).optional(),
});

const groupsSchema = z.array(z.string().max(200)).max(500).catch([]);

type PersonRow = { id: string; home_programme_id: string };

/**
 * Signs in whom the provider vouches for, after its library has checked the token. A person is known by issuer and subject,
 * and the first time by a verified e-mail; one nobody invited is refused unless accounts are made on the way. Roles follow
 * the groups before the session opens.
 */
export async function signInByOidc(
  runtime: Runtime,
  settings: OidcSettings,
  claims: unknown,
  caller: Caller & { cookie?: ReadCookie },
): Promise<SignInAnswer> {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return { ok: false, problem: "refused" };
  const groups = groupsSchema.parse((claims as Record<string, unknown>)[settings.groupsClaim]);
  const wanted = grantsOfGroups(groups, settings.map);
  const person = await findOrMake(runtime, settings, parsed.data, wanted);
  if (!person) return { ok: false, problem: "refused" };
  const principal = { kind: "system", name: "system:sign-in", programmeId: person.homeProgrammeId } as const;
  const input = { personId: person.id, wanted: [...wanted] };
  const assigned = await execute(runtime, assignOidcRoles, { principal, key: newId(), requestId: newId(), input });
  if (!assigned.ok) return { ok: false, problem: "refused" };
  return openSession(runtime, person, { ...caller, method: "oidc" });
}

async function findOrMake(
  { pool, clock }: Runtime,
  { issuer, provision }: OidcSettings,
  claims: z.output<typeof claimsSchema>,
  wanted: readonly Grant[],
): Promise<Candidate | undefined> {
  const subject = `${issuer}|${claims.sub}`;
  const found = (rows: PersonRow[]) => rows[0] && { id: rows[0].id, homeProgrammeId: rows[0].home_programme_id };
  const known = await pool.query<PersonRow>("select id, home_programme_id from people where oidc_subject = $1", [
    subject,
  ]);
  if (known.rows.length > 0) return found(known.rows);
  if (!claims.email || claims.email_verified !== true) return undefined;
  // An account that is bound to another subject stays with it: an e-mail may have been given to somebody new.
  const bound = await pool.query<PersonRow>(
    `update people set oidc_subject = $1 where lower(email) = lower($2) and oidc_subject is null and disabled_at is null
     returning id, home_programme_id`,
    [subject, claims.email],
  );
  if (bound.rows.length > 0) return found(bound.rows);
  const home = wanted[0]?.programmeId;
  if (!provision || !home) return undefined;
  const name = claims.name ?? claims.email;
  // The hash fits no password: this person comes by the provider.
  const made = await pool.query<PersonRow>(
    `insert into people (id, email, name_zh, name_en, password_hash, home_programme_id, created_at, oidc_subject)
     select $1, $2, $3, $3, '!', p.id, $5, $6 from programmes p where p.id = $4
     on conflict do nothing returning id, home_programme_id`,
    [newId(), claims.email, name, home, clock(), subject],
  );
  return found(made.rows);
}
