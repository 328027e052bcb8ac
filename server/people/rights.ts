import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant, toInstantOrNull } from "@/db/schema/columns";
import { bilingualName as name } from "@/domain/people/schema";
import { addDays, type Instant, localDate, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";

export const rightRow = z.object({
  personId: z.string(),
  name,
  email: z.string(),
  role: z.string(),
  grantedAt: z.string(),
  /** `person:<id>`, `system:<name>`; and the name when it is a person. */
  grantedBy: z.string(),
  granter: name.nullable(),
  endsAt: z.string().nullable(),
  lentBy: name.nullable(),
});
export type RightRow = z.output<typeof rightRow>;

type Row = {
  person_id: string;
  name_zh: string;
  name_en: string;
  email: string;
  role: string;
  granted_at: string;
  granted_by: string;
  b_zh: string | null;
  b_en: string | null;
  ends_at: string | null;
  f_zh: string | null;
  f_en: string | null;
};

/** Who held which right in the programme at a moment, lent ones included; nobody who was disabled then. */
export async function rightsAt({ tx, actor }: Scope, at: Instant): Promise<RightRow[]> {
  const { rows } =
    await tx.execute<Row>(sql`select p.id as person_id, p.name_zh, p.name_en, p.email, g.role, g.granted_at,
      g.granted_by, b.name_zh as b_zh, b.name_en as b_en, g.ends_at, f.name_zh as f_zh, f.name_en as f_en
    from role_grants g join people p on p.id = g.person_id
      left join people b on g.granted_by = 'person:' || b.id::text
      left join delegations d on d.id = g.delegation_id left join people f on f.id = d.from_id
    where g.programme_id = ${actor.programmeId} and g.granted_at <= ${at}::timestamptz
      and (g.ended_at is null or g.ended_at > ${at}::timestamptz) and (g.ends_at is null or g.ends_at > ${at}::timestamptz)
      and not exists (select from disablements x where x.person_id = p.id and x.started_at <= ${at}::timestamptz
        and (x.ended_at is null or x.ended_at > ${at}::timestamptz))
    order by p.name_zh collate "zh-x-icu", p.id, g.role limit 5000`);
  return rows.map((row) => ({
    personId: row.person_id,
    name: { zh: row.name_zh, en: row.name_en },
    email: row.email,
    role: row.role,
    grantedAt: toInstant(row.granted_at),
    grantedBy: row.granted_by,
    granter: row.b_zh ? { zh: row.b_zh, en: row.b_en ?? "" } : null,
    endsAt: toInstantOrNull(row.ends_at),
    lentBy: row.f_zh ? { zh: row.f_zh, en: row.f_en ?? "" } : null,
  }));
}

/** The moment a question about a day asks for: the present for today, else the end of that day in Shanghai. */
export function momentOf(on: string, now: Instant): Instant {
  const date = localDate(on);
  return date >= shanghaiDate(now) ? now : startOfDay(addDays(date, 1));
}

/** Who held which right on a day: at its end in Shanghai, and at present for today. */
export const rightsOn = query({
  name: "people.rights.list",
  permission: "people.read",
  clearance: "general",
  input: z.object({ on: z.iso.date() }),
  output: z.object({ at: z.string(), rows: z.array(rightRow) }),
  async resolve(scope, { on }) {
    const at = momentOf(on, scope.now);
    return { at, rows: await rightsAt(scope, at) };
  },
});
