import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { ROLE_NAMES, type Role } from "@/domain/identity/roles";
import { clearanceOf, permissionsOf } from "@/domain/permissions";
import type { Instant } from "@/domain/shared/time";
import type { Worker } from "@/domain/worklist/eligibility";
import { awaySql } from "@/server/duty/public";

type Row = { id: string; name_zh: string; name_en: string; roles: string[]; away: boolean; load: number };

export type Colleague = Worker & { readonly name: { zh: string; en: string }; readonly roles: readonly Role[] };

/** Makes giving work to one person, and taking it, one after the other: the load cap holds. Taken before item locks. */
export async function lockLoad(tx: Tx, personId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`worklist.load:${personId}`}))`);
}

/**
 * Enabled people with a role in the programme, with what decides whether they may have work: rights, absence, load.
 * All of them, or those of `ids`; people who are none of these are left out.
 */
export async function loadWorkers(
  tx: Tx,
  programmeId: string,
  now: Instant,
  ids?: readonly string[],
): Promise<Colleague[]> {
  if (ids?.length === 0) return [];
  const { rows } = await tx.execute<Row>(sql`select p.id, p.name_zh, p.name_en, held.roles,
      ${awaySql(sql`p.id`, now)} as away,
      (select count(*)::int from work_items w where w.assignee_id = p.id and w.state = 'open' and w.suspended_at is null
        and (w.locked_until is null or w.locked_until > ${now}::timestamptz)) as load
    from people p, lateral (select array_agg(g.role order by g.role) as roles from role_grants g
      where g.person_id = p.id and g.programme_id = ${programmeId} and g.ended_at is null
        and (g.ends_at is null or g.ends_at > ${now}::timestamptz)) held
    where p.disabled_at is null and held.roles is not null
      ${ids ? sql`and p.id in ${[...ids]}` : sql``} order by p.name_en, p.id`);
  return rows.map((row) => {
    const roles = row.roles.filter((role): role is Role => (ROLE_NAMES as readonly string[]).includes(role));
    return {
      personId: row.id,
      name: { zh: row.name_zh, en: row.name_en },
      roles,
      permissions: permissionsOf(roles),
      clearance: clearanceOf(roles),
      away: row.away,
      load: row.load,
    };
  });
}

/** One colleague, or undefined for whoever is disabled, elsewhere, or nobody. */
export async function loadWorker(
  tx: Tx,
  programmeId: string,
  personId: string,
  now: Instant,
): Promise<Colleague | undefined> {
  return (await loadWorkers(tx, programmeId, now, [personId]))[0];
}
