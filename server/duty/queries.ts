import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { ABSENCE_REASONS, SHIFT_KINDS, type ShiftKind, TARGET_TYPES, type TargetType } from "@/domain/duty/codes";
import { gaps, onDutyAt, type Shift } from "@/domain/duty/coverage";
import { CHECKER_ROLES } from "@/domain/duty/targets";
import { ROLES } from "@/domain/identity/roles";
import { bilingualName as name } from "@/domain/people/schema";
import { addDays, addDuration, localDate, shanghaiDate, startOfDay, weekday } from "@/domain/shared/time";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { awaySql } from "./store";

const absence = z.object({
  id: z.string(),
  personId: z.string(),
  name,
  fromOn: z.string(),
  toOn: z.string(),
  reasonCode: z.enum(ABSENCE_REASONS),
  standIn: z.object({ id: z.string(), name }).nullable(),
  now: z.boolean(),
});

type AbsenceRow = {
  id: string;
  person_id: string;
  name_zh: string;
  name_en: string;
  from_on: string;
  to_on: string;
  reason_code: (typeof ABSENCE_REASONS)[number];
  stand_in_id: string | null;
  s_zh: string | null;
  s_en: string | null;
};

async function absencesNow({ tx, now }: Scope, personId: string | null): Promise<z.output<typeof absence>[]> {
  const today = shanghaiDate(now);
  const mine = personId ? sql`and ab.person_id = ${personId}::uuid` : sql``;
  const { rows } = await tx.execute<AbsenceRow>(sql`select ab.id, ab.person_id, p.name_zh, p.name_en, ab.from_on::text,
      ab.to_on::text, ab.reason_code, ab.stand_in_id, s.name_zh as s_zh, s.name_en as s_en
    from absences ab join people p on p.id = ab.person_id left join people s on s.id = ab.stand_in_id
    where ab.ended_at is null and ab.to_on >= ${today}::date ${mine} order by ab.from_on, ab.id limit 200`);
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: { zh: row.name_zh, en: row.name_en },
    fromOn: row.from_on,
    toOn: row.to_on,
    reasonCode: row.reason_code,
    standIn: row.stand_in_id ? { id: row.stand_in_id, name: { zh: row.s_zh ?? "", en: row.s_en ?? "" } } : null,
    now: row.from_on <= today,
  }));
}

/** One's own absences, now and to come. */
export const myAbsences = query({
  name: "duty.absences.mine",
  permission: "duty.self",
  clearance: "general",
  input: z.object({}),
  output: z.array(absence),
  resolve: (scope) => absencesNow(scope, scope.actor.personId ?? ""),
});

/** Everybody's absences in the programme, now and to come. */
export const absences = query({
  name: "duty.absences.list",
  permission: "duty.manage",
  clearance: "general",
  input: z.object({}),
  output: z.array(absence),
  resolve: (scope) => absencesNow(scope, null),
});

type StaffRow = { id: string; name_zh: string; name_en: string; roles: string[]; away: boolean };

/** Colleagues with a role in the programme, and whether they are away: whom one may choose as a stand-in. Names alone. */
export const staff = query({
  name: "duty.staff.list",
  permission: "duty.self",
  clearance: "general",
  input: z.object({}),
  output: z.array(z.object({ id: z.string(), name, roles: z.array(z.string()), away: z.boolean() })),
  async resolve({ tx, actor, now }) {
    const { rows } =
      await tx.execute<StaffRow>(sql`select p.id, p.name_zh, p.name_en, array_agg(g.role order by g.role) as roles,
        ${awaySql(sql`p.id`, now)} as away
      from people p join role_grants g on g.person_id = p.id and g.programme_id = ${actor.programmeId} and g.ended_at is null
        and (g.ends_at is null or g.ends_at > ${now}::timestamptz)
      where p.disabled_at is null group by p.id order by p.name_zh collate "zh-x-icu" limit 500`);
    return rows.map((row) => ({
      id: row.id,
      name: { zh: row.name_zh, en: row.name_en },
      roles: row.roles,
      away: row.away,
    }));
  },
});

const stretch = z.object({ startsAt: z.string(), endsAt: z.string() });
const target = z.object({ targetType: z.enum(TARGET_TYPES), target: z.string(), name });
const shift = stretch.extend({
  id: z.string(),
  personId: z.string(),
  name,
  kind: z.enum(SHIFT_KINDS),
  away: z.boolean(),
});

type ShiftRow = {
  id: string;
  target_type: TargetType;
  target: string;
  person_id: string;
  kind: ShiftKind;
  starts_at: string;
  ends_at: string;
  name_zh: string;
  name_en: string;
  away: boolean;
};
type Loaded = Shift & {
  id: string;
  targetType: TargetType;
  target: string;
  name: z.output<typeof name>;
  away: boolean;
};

async function load({ tx }: Scope, window: z.output<typeof stretch>): Promise<Loaded[]> {
  // Away on a day of the shift, not today: the roster shows what will not hold.
  const { rows } =
    await tx.execute<ShiftRow>(sql`select s.id, s.target_type, s.target, s.person_id, s.kind, s.starts_at, s.ends_at,
      p.name_zh, p.name_en, exists (select from absences ab where ab.person_id = s.person_id and ab.ended_at is null
        and ab.from_on <= (s.ends_at at time zone 'Asia/Shanghai' - interval '1 second')::date
        and ab.to_on >= (s.starts_at at time zone 'Asia/Shanghai')::date) as away
    from duty_shifts s join people p on p.id = s.person_id
    where s.removed_at is null and s.starts_at < ${window.endsAt}::timestamptz and s.ends_at > ${window.startsAt}::timestamptz
    order by s.starts_at, s.kind, s.id`);
  return rows.map((row) => ({
    id: row.id,
    targetType: row.target_type,
    target: row.target,
    personId: row.person_id,
    kind: row.kind,
    startsAt: toInstant(row.starts_at),
    endsAt: toInstant(row.ends_at),
    name: { zh: row.name_zh, en: row.name_en },
    away: row.away,
  }));
}

/** What rosters are for: every role that checks, and every queue that is open. */
async function targets({ tx, actor }: Scope): Promise<z.output<typeof target>[]> {
  const { rows } = await tx.execute<{ id: string; name_zh: string; name_en: string }>(
    sql`select id, name_zh, name_en from work_queues where programme_id = ${actor.programmeId} and closed_at is null
      order by name_zh collate "zh-x-icu" limit 50`,
  );
  return [
    ...CHECKER_ROLES.map((role) => ({ targetType: "role" as const, target: role, name: ROLES[role] })),
    ...rows.map((row) => ({
      targetType: "queue" as const,
      target: row.id,
      name: { zh: row.name_zh, en: row.name_en },
    })),
  ];
}

const isOf = (one: { targetType: TargetType; target: string }) => (each: Loaded) =>
  each.targetType === one.targetType && each.target === one.target;

/** The rosters of one week from its Monday: shifts, and the times in which nobody who is there is on duty. */
export const week = query({
  name: "duty.week.detail",
  permission: "duty.read",
  clearance: "general",
  input: z.object({ on: z.iso.date() }),
  output: z.object({
    weekOn: z.string(),
    targets: z.array(target.extend({ shifts: z.array(shift), gaps: z.array(stretch) })),
  }),
  async resolve(scope, input) {
    const on = localDate(input.on);
    const weekOn = addDays(on, 1 - weekday(on));
    const window = { startsAt: startOfDay(weekOn), endsAt: startOfDay(addDays(weekOn, 7)) };
    const shifts = await load(scope, window);
    const known = await targets(scope);
    return {
      weekOn,
      targets: known.map((one) => {
        const own = shifts.filter(isOf(one));
        const there = own.filter(({ away }) => !away);
        // Somebody must be there for every role that checks; a queue that nobody rosters has no gaps.
        const wanted = one.targetType === "role" || own.length > 0;
        return { ...one, shifts: own, gaps: wanted ? gaps(there, window) : [] };
      }),
    };
  },
});

/** Who is on duty at this moment for each role that checks and each queue: whom to call, in order. */
export const now = query({
  name: "duty.now.list",
  permission: "duty.read",
  clearance: "general",
  input: z.object({}),
  output: z.array(target.extend({ people: z.array(z.object({ id: z.string(), name })) })),
  async resolve(scope) {
    const window = { startsAt: scope.now, endsAt: addDuration(scope.now, { seconds: 1 }) };
    const shifts = await load(scope, window);
    const away = new Set(shifts.filter((one) => one.away).map(({ personId }) => personId));
    const known = await targets(scope);
    return known.map((one) => ({
      ...one,
      people: onDutyAt(shifts.filter(isOf(one)), away, scope.now).map((id) => ({
        id,
        name: shifts.find((each) => each.personId === id)?.name ?? { zh: "", en: "" },
      })),
    }));
  },
});
