import { sql } from "drizzle-orm";
import type pg from "pg";
import { toInstant } from "@/db/schema/columns";
import { PEOPLE_POLICY } from "@/domain/people/policy";
import { addDuration, type Instant } from "@/domain/shared/time";
import { randomFromPool } from "@/server/kernel/crypto/random";
import { sha256Hex } from "@/server/kernel/crypto/sha256";
import type { Scope } from "@/server/kernel/scope";

export type LinkKind = "invitation" | "reset";

/** A new secret for a link: 256 random bits, and the hash that is kept of it. */
export function newLinkSecret(): { secret: string; hash: string } {
  const secret = randomFromPool(32).toString("base64url");
  return { secret, hash: sha256Hex(secret) };
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The path of the page that a link opens. */
export const linkPath = (secret: string): string => `/invitation/${secret}`;

/** When a link of a kind made now stops working. */
export function linkEnd(kind: LinkKind, now: Instant): Instant {
  const hours = kind === "invitation" ? PEOPLE_POLICY.invitationDays * 24 : PEOPLE_POLICY.resetHours;
  return addDuration(now, { hours });
}

/** Makes a link for a person and ends any older one. Gives its id and the secret to show, which is kept nowhere. */
export async function makeLink(
  { tx, actor, now, newId }: Scope,
  link: { personId: string; kind: LinkKind; clearsSecondFactor: boolean },
): Promise<{ linkId: string; secret: string; expiresAt: Instant }> {
  await tx.execute(sql`update access_links set revoked_at = ${now}::timestamptz, revoked_by = ${actor.id}
    where person_id = ${link.personId}::uuid and used_at is null and revoked_at is null`);
  const { secret, hash } = newLinkSecret();
  const linkId = newId<"link">();
  const expiresAt = linkEnd(link.kind, now);
  await tx.execute(sql`insert into access_links (id, programme_id, legal_entity_id, person_id, kind, clears_second_factor,
      shown_hash, created_at, created_by, expires_at)
    values (${linkId}, ${actor.programmeId}, ${actor.legalEntityId}, ${link.personId}::uuid, ${link.kind},
      ${link.clearsSecondFactor}, decode(${hash}, 'hex'), ${now}::timestamptz, ${actor.id}, ${expiresAt}::timestamptz)`);
  return { linkId, secret, expiresAt };
}

/** A link as whoever opens it may see it. */
export type FoundLink = {
  readonly id: string;
  readonly programmeId: string;
  readonly kind: LinkKind;
  readonly personId: string;
  readonly email: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly expiresAt: Instant;
};

type FoundRow = {
  id: string;
  programme_id: string;
  kind: LinkKind;
  person_id: string;
  email: string;
  name_zh: string;
  name_en: string;
  expires_at: Date;
};

/**
 * The link a secret opens, looked up before anybody is signed in; null for one that is unknown, used, revoked, run out,
 * or whose person is disabled: the five look the same.
 */
export async function findLink(pool: pg.Pool, secret: string, now: Instant): Promise<FoundLink | null> {
  if (!TOKEN.test(secret)) return null;
  const { rows } = await pool.query<FoundRow>(
    `select l.id, l.programme_id, l.kind, l.person_id, p.email, p.name_zh, p.name_en, l.expires_at
     from access_links l join people p on p.id = l.person_id
     where (l.shown_hash = decode($1, 'hex') or l.mailed_hash = decode($1, 'hex')) and l.used_at is null
       and l.revoked_at is null and l.expires_at > $2::timestamptz and p.disabled_at is null`,
    [sha256Hex(secret), now],
  );
  const row = rows[0];
  return row
    ? {
        id: row.id,
        programmeId: row.programme_id,
        kind: row.kind,
        personId: row.person_id,
        email: row.email,
        name: { zh: row.name_zh, en: row.name_en },
        expiresAt: toInstant(row.expires_at),
      }
    : null;
}
