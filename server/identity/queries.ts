import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { isFresh } from "@/server/kernel/command";
import { query } from "@/server/kernel/query";
import { SESSION_IDLE_MINUTES, STEP_UP_FRESH_MINUTES } from "@/server/kernel/session-limits";

const instantText = z.string();

type MeRow = {
  email: string;
  name_zh: string;
  name_en: string;
  enrolled: boolean;
  passkeys: number;
  recovery: number;
  p_zh: string;
  p_en: string;
};

/** Who is signed in: names, rights, programme, and whether the second factor is enrolled and fresh. */
export const me = query({
  name: "identity.me",
  permission: "identity.self",
  clearance: "general",
  input: z.object({}),
  output: z.object({
    personId: z.string(),
    sessionId: z.string(),
    email: z.string(),
    name: z.object({ zh: z.string(), en: z.string() }),
    roles: z.array(z.string()),
    permissions: z.array(z.string()),
    programme: z.object({ id: z.string(), zh: z.string(), en: z.string() }),
    totpEnrolled: z.boolean(),
    /** Passkeys and unused recovery codes held. */
    passkeys: z.number(),
    recoveryCodes: z.number(),
    /** True while a second factor must be set up before anything else. */
    restricted: z.boolean(),
    steppedUp: z.boolean(),
    stepUpMinutes: z.number(),
  }),
  async resolve(scope) {
    const { tx, actor } = scope;
    const { rows } =
      await tx.execute<MeRow>(sql`select p.email, p.name_zh, p.name_en, g.name_zh as p_zh, g.name_en as p_en,
      exists (select from totp_credentials c where c.person_id = p.id and c.confirmed_at is not null) as enrolled,
      (select count(*)::int from passkeys k where k.person_id = p.id and k.removed_at is null) as passkeys,
      (select count(*)::int from recovery_codes r where r.person_id = p.id and r.used_at is null and r.replaced_at is null) as recovery
      from people p, programmes g where p.id = ${actor.personId} and g.id = ${actor.programmeId}`);
    const row = rows[0];
    if (!row) throw new Error("actor without a person");
    return {
      personId: actor.personId ?? "",
      sessionId: actor.sessionId ?? "",
      email: row.email,
      name: { zh: row.name_zh, en: row.name_en },
      roles: [...actor.roles],
      permissions: [...actor.permissions],
      programme: { id: actor.programmeId, zh: row.p_zh, en: row.p_en },
      totpEnrolled: row.enrolled,
      passkeys: row.passkeys,
      recoveryCodes: row.recovery,
      restricted: actor.restricted === true,
      steppedUp: isFresh(actor, scope),
      stepUpMinutes: STEP_UP_FRESH_MINUTES,
    };
  },
});

const sessionRow = z.object({
  id: z.string(),
  createdAt: instantText,
  lastSeenAt: instantText,
  expiresAt: instantText,
  device: z.string(),
  method: z.string(),
  network: z.string().nullable(),
  current: z.boolean(),
});

type SessionRow = {
  id: string;
  created_at: string;
  last_seen_at: string;
  expires_at: string;
  device: string;
  method: string;
  network: string | null;
};

/** One's own live sessions, newest first. */
export const mySessions = query({
  name: "identity.sessions.mine",
  permission: "identity.self",
  clearance: "general",
  input: z.object({}),
  output: z.array(sessionRow),
  async resolve({ tx, actor, now }) {
    const { rows } =
      await tx.execute<SessionRow>(sql`select id, created_at, last_seen_at, expires_at, device, method, network from sessions
      where person_id = ${actor.personId} and revoked_at is null and expires_at > ${now}::timestamptz
        and last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES})
      order by last_seen_at desc limit 50`);
    return rows.map((row) => ({
      id: row.id,
      createdAt: toInstant(row.created_at),
      lastSeenAt: toInstant(row.last_seen_at),
      expiresAt: toInstant(row.expires_at),
      device: row.device,
      method: row.method,
      network: row.network,
      current: row.id === actor.sessionId,
    }));
  },
});

type PasskeyRow = { id: string; name: string; backed_up: boolean; created_at: string; last_used_at: string | null };

/** One's own passkeys, oldest first. */
export const myPasskeys = query({
  name: "identity.passkeys.mine",
  permission: "identity.self",
  clearance: "general",
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      backedUp: z.boolean(),
      createdAt: instantText,
      lastUsedAt: instantText.nullable(),
    }),
  ),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<PasskeyRow>(sql`select id, name, backed_up, created_at, last_used_at from passkeys
      where person_id = ${actor.personId}::uuid and removed_at is null order by created_at, id limit 50`);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      backedUp: row.backed_up,
      createdAt: toInstant(row.created_at),
      lastUsedAt: toInstantOrNull(row.last_used_at),
    }));
  },
});
