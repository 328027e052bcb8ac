import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { bilingualName as name } from "@/domain/people/schema";
import { visibleKinds } from "@/server/approvals/public";
import { awaySql } from "@/server/duty/public";
import { query } from "@/server/kernel/query";
import { SESSION_IDLE_MINUTES } from "@/server/kernel/session-limits";
import { DELEGATION_KIND } from "./delegations";
import { RESET_KIND } from "./resets";
import { ROLE_KIND } from "./role-requests";
import { isHere, liveGrant, NO_PASSWORD } from "./store";

const STATES = ["invited", "active", "reset", "disabled"] as const;

const personRow = z.object({
  id: z.string(),
  email: z.string(),
  name,
  state: z.enum(STATES),
  here: z.boolean(),
  totpEnrolled: z.boolean(),
  away: z.boolean(),
  roles: z.array(
    z.object({
      role: z.string(),
      grantedAt: z.string(),
      endsAt: z.string().nullable(),
      /** Who lent it; null for a role held in one's own right. */
      lentBy: name.nullable(),
    }),
  ),
  waiting: z.array(z.string()),
  link: z.object({ kind: z.enum(["invitation", "reset"]), expiresAt: z.string(), over: z.boolean() }).nullable(),
  sessions: z.array(z.object({ id: z.string(), lastSeenAt: z.string(), device: z.string() })),
});

type PersonRow = {
  id: string;
  email: string;
  name_zh: string;
  name_en: string;
  state: (typeof STATES)[number];
  here: boolean;
  enrolled: boolean;
  away: boolean;
  roles: { role: string; at: string; ends: string | null; zh: string | null; en: string | null }[] | null;
  waiting: string[] | null;
  link: { kind: "invitation" | "reset"; expires: string } | null;
  sessions: { id: string; lastSeenAt: string; device: string }[] | null;
};

/** Everybody of the programme: state, roles with their ends, what waits, the open link, live sessions. Staff only. */
export const people = query({
  name: "people.people.list",
  permission: "people.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(personRow),
  async resolve({ tx, actor, now }) {
    const sessions = actor.permissions.has("identity.sessions.end")
      ? sql`(select json_agg(json_build_object('id', s.id, 'lastSeenAt', s.last_seen_at, 'device', s.device) order by s.last_seen_at desc)
          from sessions s where s.person_id = p.id and s.revoked_at is null and s.expires_at > ${now}::timestamptz
            and s.last_seen_at > ${now}::timestamptz - make_interval(mins => ${SESSION_IDLE_MINUTES}))`
      : sql`null::json`;
    const { rows } = await tx.execute<PersonRow>(sql`
      select p.id, p.email, p.name_zh, p.name_en, p.home_programme_id = ${actor.programmeId} as here,
        case when p.disabled_at is not null then 'disabled'
          when p.password_hash = ${NO_PASSWORD} then case when l.kind = 'reset' then 'reset' else 'invited' end
          else 'active' end as state,
        exists (select from totp_credentials c where c.person_id = p.id and c.confirmed_at is not null) as enrolled,
        ${awaySql(sql`p.id`, now)} as away,
        (select json_agg(json_build_object('role', g.role, 'at', g.granted_at, 'ends', g.ends_at, 'zh', f.name_zh, 'en', f.name_en)
            order by g.role)
          from role_grants g left join delegations d on d.id = g.delegation_id left join people f on f.id = d.from_id
          where g.person_id = p.id and g.programme_id = ${actor.programmeId} and ${liveGrant(now)}) as roles,
        (select json_agg(r.role order by r.role) from role_requests r where r.person_id = p.id and r.state = 'pending') as waiting,
        case when l.id is not null then json_build_object('kind', l.kind, 'expires', l.expires_at) end as link,
        ${sessions} as sessions
      from people p left join access_links l on l.person_id = p.id and l.used_at is null and l.revoked_at is null
      where ${isHere(actor, now)} order by p.name_zh collate "zh-x-icu", p.id limit 500`);
    return rows.map((row) => ({
      id: row.id,
      email: row.email,
      name: { zh: row.name_zh, en: row.name_en },
      state: row.state,
      here: row.here,
      totpEnrolled: row.enrolled,
      away: row.away,
      roles: (row.roles ?? []).map((one) => ({
        role: one.role,
        grantedAt: toInstant(one.at),
        endsAt: toInstantOrNull(one.ends),
        lentBy: one.zh ? { zh: one.zh, en: one.en ?? "" } : null,
      })),
      waiting: row.waiting ?? [],
      link: row.link
        ? { kind: row.link.kind, expiresAt: toInstant(row.link.expires), over: toInstant(row.link.expires) <= now }
        : null,
      sessions: (row.sessions ?? []).map((session) => ({ ...session, lastSeenAt: toInstant(session.lastSeenAt) })),
    }));
  },
});

const KINDS = [ROLE_KIND, DELEGATION_KIND, RESET_KIND];

type ProposalRow = {
  approval_id: string;
  number: string;
  kind: string;
  status: string;
  p_zh: string;
  p_en: string;
  f_zh: string | null;
  f_en: string | null;
  role: string | null;
  ends_at: string | null;
  m_zh: string;
  m_en: string;
  maker_id: string;
  requested_at: string;
  expires_at: string;
  about: string;
};

/** Proposals about people that wait and that the reader may see: roles, delegations, resets of administrators. */
export const proposals = query({
  name: "people.proposals.list",
  permission: "approvals.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(
    z.object({
      approvalId: z.string(),
      number: z.string(),
      kind: z.enum([ROLE_KIND, DELEGATION_KIND, RESET_KIND]),
      person: name,
      /** Who lends, of a delegation. */
      from: name.nullable(),
      role: z.string().nullable(),
      endsAt: z.string().nullable(),
      maker: name,
      requestedAt: z.string(),
      expiresAt: z.string(),
      mine: z.boolean(),
      aboutMe: z.boolean(),
    }),
  ),
  async resolve({ tx, actor, now }) {
    const kinds = visibleKinds(actor).filter((kind) => (KINDS as readonly string[]).includes(kind));
    if (kinds.length === 0) return [];
    const { rows } =
      await tx.execute<ProposalRow>(sql`select a.id as approval_id, a.number, a.kind, a.status, p.name_zh as p_zh,
        p.name_en as p_en, f.name_zh as f_zh, f.name_en as f_en, coalesce(r.role, d.role) as role,
        coalesce(r.ends_at, d.ends_at) as ends_at, m.name_zh as m_zh, m.name_en as m_en, a.maker_id, a.requested_at, a.expires_at,
        p.id as about
      from approvals a join people m on m.id = a.maker_id
        left join role_requests r on r.id = a.subject_id left join delegations d on d.id = a.subject_id
        left join reset_requests x on x.id = a.subject_id left join people f on f.id = d.from_id
        join people p on p.id = coalesce(r.person_id, d.to_id, x.person_id)
      where a.status = 'pending' and a.kind in ${kinds} and a.expires_at > ${now}::timestamptz
      order by a.requested_at, a.id limit 200`);
    return rows.map((row) => ({
      approvalId: row.approval_id,
      number: row.number,
      kind: row.kind as typeof ROLE_KIND,
      person: { zh: row.p_zh, en: row.p_en },
      from: row.f_zh ? { zh: row.f_zh, en: row.f_en ?? "" } : null,
      role: row.role,
      endsAt: toInstantOrNull(row.ends_at),
      maker: { zh: row.m_zh, en: row.m_en },
      requestedAt: toInstant(row.requested_at),
      expiresAt: toInstant(row.expires_at),
      mine: row.maker_id === actor.personId,
      aboutMe: row.about === actor.personId,
    }));
  },
});

type DelegationRow = {
  id: string;
  role: string;
  state: string;
  f_zh: string;
  f_en: string;
  t_zh: string;
  t_en: string;
  ends_at: string;
  given: boolean;
};

/** What one lends and what one was lent: proposed and live. Shown to both. */
export const myDelegations = query({
  name: "people.delegations.mine",
  permission: "people.self",
  clearance: "general",
  input: z.object({}),
  output: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      state: z.enum(["pending", "active"]),
      from: name,
      to: name,
      endsAt: z.string(),
      given: z.boolean(),
    }),
  ),
  async resolve({ tx, actor, now }) {
    const { rows } =
      await tx.execute<DelegationRow>(sql`select d.id, d.role, d.state, f.name_zh as f_zh, f.name_en as f_en,
        t.name_zh as t_zh, t.name_en as t_en, d.ends_at, d.from_id = ${actor.personId}::uuid as given
      from delegations d join people f on f.id = d.from_id join people t on t.id = d.to_id
      where ${actor.personId}::uuid in (d.from_id, d.to_id) and d.state in ('pending', 'active')
        and d.ends_at > ${now}::timestamptz order by d.ends_at, d.id limit 100`);
    return rows.map((row) => ({
      id: row.id,
      role: row.role,
      state: row.state as "pending" | "active",
      from: { zh: row.f_zh, en: row.f_en },
      to: { zh: row.t_zh, en: row.t_en },
      endsAt: toInstant(row.ends_at),
      given: row.given,
    }));
  },
});
