import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { isFresh } from "@/server/kernel/command";
import { query } from "@/server/kernel/query";
import { SESSION_IDLE_MINUTES, STEP_UP_FRESH_MINUTES } from "@/server/kernel/session-limits";

const instantText = z.string();

type MeRow = { email: string; name_zh: string; name_en: string; enrolled: boolean; p_zh: string; p_en: string };

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
    steppedUp: z.boolean(),
    stepUpMinutes: z.number(),
  }),
  async resolve(scope) {
    const { tx, actor } = scope;
    const { rows } =
      await tx.execute<MeRow>(sql`select p.email, p.name_zh, p.name_en, g.name_zh as p_zh, g.name_en as p_en,
      exists (select from totp_credentials c where c.person_id = p.id and c.confirmed_at is not null) as enrolled
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
  current: z.boolean(),
});

type SessionRow = { id: string; created_at: string; last_seen_at: string; expires_at: string; device: string };

/** One's own live sessions, newest first. */
export const mySessions = query({
  name: "identity.sessions.mine",
  permission: "identity.self",
  clearance: "general",
  input: z.object({}),
  output: z.array(sessionRow),
  async resolve({ tx, actor, now }) {
    const { rows } =
      await tx.execute<SessionRow>(sql`select id, created_at, last_seen_at, expires_at, device from sessions
      where person_id = ${actor.personId} and revoked_at is null and expires_at > ${now}::timestamptz
        and last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES})
      order by last_seen_at desc limit 50`);
    return rows.map((row) => ({
      id: row.id,
      createdAt: toInstant(row.created_at),
      lastSeenAt: toInstant(row.last_seen_at),
      expiresAt: toInstant(row.expires_at),
      device: row.device,
      current: row.id === actor.sessionId,
    }));
  },
});

type PersonRow = {
  id: string;
  email: string;
  name_zh: string;
  name_en: string;
  disabled: boolean;
  roles: string[];
  enrolled: boolean;
  sessions: { id: string; lastSeenAt: string; device: string }[] | null;
};

/** Everybody with a role in the programme, their roles and live sessions. Staff only: no customer data. */
export const people = query({
  name: "identity.people.list",
  permission: "identity.people.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.string(),
      email: z.string(),
      name: z.object({ zh: z.string(), en: z.string() }),
      disabled: z.boolean(),
      totpEnrolled: z.boolean(),
      roles: z.array(z.string()),
      sessions: z.array(z.object({ id: z.string(), lastSeenAt: instantText, device: z.string() })),
    }),
  ),
  async resolve({ tx, actor, now }) {
    const { rows } = await tx.execute<PersonRow>(sql`
      select p.id, p.email, p.name_zh, p.name_en, p.disabled_at is not null as disabled,
        exists (select from totp_credentials c where c.person_id = p.id and c.confirmed_at is not null) as enrolled,
        array_agg(g.role order by g.role) as roles,
        (select json_agg(json_build_object('id', s.id, 'lastSeenAt', s.last_seen_at, 'device', s.device) order by s.last_seen_at desc)
          from sessions s where s.person_id = p.id and s.revoked_at is null and s.expires_at > ${now}::timestamptz
            and s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES})) as sessions
      from people p join role_grants g on g.person_id = p.id and g.programme_id = ${actor.programmeId} and g.ended_at is null
      group by p.id order by p.name_zh collate "zh-x-icu" limit 500`);
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      name: { zh: row.name_zh, en: row.name_en },
      disabled: row.disabled,
      totpEnrolled: row.enrolled,
      roles: row.roles,
      sessions: (row.sessions ?? []).map((session) => ({ ...session, lastSeenAt: toInstant(session.lastSeenAt) })),
    }));
  },
});
