import { sql } from "drizzle-orm";
import { z } from "zod";
import { toInstant } from "@/db/schema/columns";
import { CONTROL_STATES, MISS_REASONS, type MissReason, RUN_OUTCOMES } from "@/domain/completeness/codes";
import { STRIP_DAYS } from "@/domain/completeness/policy";
import { CONTROL_KINDS, CONTROL_NAMES, CONTROLS, isControl } from "@/domain/completeness/register";
import { ROLE_NAMES } from "@/domain/identity/roles";
import { addDays, type LocalDate, shanghaiDate } from "@/domain/shared/time";
import { notFound } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { readStandings } from "./standings";

const role = z.enum(ROLE_NAMES as [(typeof ROLE_NAMES)[number], ...(typeof ROLE_NAMES)[number][]]);
const control = z.enum(CONTROL_NAMES);

/** Days of the strip: `null` before the house knew the control, else what ran. */
const stripDay = z.object({ date: z.string(), done: z.number(), failed: z.number(), known: z.boolean() });

const registerLine = z.object({
  control,
  kind: z.enum(CONTROL_KINDS),
  everyMinutes: z.number(),
  owner: role,
  state: z.enum(CONTROL_STATES),
  nextBy: z.string(),
  alarmAt: z.string(),
  lastStartedAt: z.string().nullable(),
  lastEndedAt: z.string().nullable(),
  lastDoneAt: z.string().nullable(),
  lastOutcome: z.enum(RUN_OUTCOMES).nullable(),
  lastCount: z.number().nullable(),
  missId: z.string().nullable(),
  strip: z.array(stripDay),
});

type DayRow = { control: string; on_date: string; done: number; failed: number };

/** The register: every control with its cadence, owner, standing, last run and the days behind it. */
export async function readRegister(scope: Scope): Promise<z.input<typeof registerLine>[]> {
  const { tx, actor, now } = scope;
  const standings = await readStandings(scope);
  const today = shanghaiDate(now);
  const first = addDays(today, 1 - STRIP_DAYS);
  const { rows } = await tx.execute<DayRow>(sql`
    select control, on_date, done, failed from control_days where on_date >= ${first}::date
    union all
    select 'operations-' || kind, (finished_at at time zone 'Asia/Shanghai')::date, count(*) filter (where outcome = 'done')::int,
      count(*) filter (where outcome = 'failed')::int
    from maintenance_runs where kind in ('backup', 'drill') and finished_at >= (${first}::date)::timestamp at time zone 'Asia/Shanghai'
    group by 1, 2`);
  const days = new Map(rows.map((row) => [`${row.control} ${row.on_date}`, row]));
  const misses = await tx.execute<{ id: string; control: string }>(
    sql`select id, control from control_misses where programme_id = ${actor.programmeId} and ran_again_at is null`,
  );
  const missOf = new Map(misses.rows.map((row) => [row.control, row.id]));
  const dates = Array.from({ length: STRIP_DAYS }, (_, at) => addDays(first, at));
  return standings.map((one) => ({
    ...one,
    kind: CONTROLS[one.control].kind,
    everyMinutes: CONTROLS[one.control].everyMinutes,
    owner: CONTROLS[one.control].owner,
    missId: missOf.get(one.control) ?? null,
    strip: dates.map((date: LocalDate) => {
      const day = days.get(`${one.control} ${date}`);
      const known = one.since !== null && shanghaiDate(one.since) <= date;
      return { date, done: day?.done ?? 0, failed: day?.failed ?? 0, known: known || day !== undefined };
    }),
  }));
}

/** The register of scheduled controls, computed at the moment of asking: a dead worker shows. */
export const registerList = query({
  name: "completeness.register.list",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({ asOf: z.string(), controls: z.array(registerLine) }),
  async resolve(scope) {
    return { asOf: scope.now, controls: await readRegister(scope) };
  },
});

const runLine = z.object({
  id: z.string(),
  startedAt: z.string(),
  endedAt: z.string(),
  outcome: z.enum(RUN_OUTCOMES),
  handled: z.number(),
  rounds: z.number(),
});

const RUNS_SHOWN = 100;

/** The latest single runs of one control, zero results included. */
export const controlRunList = query({
  name: "completeness.runs.list",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({ control }),
  output: z.object({ runs: z.array(runLine) }),
  async resolve({ tx }, input) {
    const { rows } = await tx.execute<{
      id: string;
      started_at: string;
      ended_at: string;
      outcome: "done" | "failed";
      handled: string;
      rounds: number;
    }>(sql`select id, started_at, ended_at, outcome, handled, rounds from control_runs where control = ${input.control}
        order by ended_at desc, id desc limit ${RUNS_SHOWN}`);
    return {
      runs: rows.map((row) => ({
        id: row.id,
        startedAt: toInstant(row.started_at),
        endedAt: toInstant(row.ended_at),
        outcome: row.outcome,
        handled: Number(row.handled),
        rounds: row.rounds,
      })),
    };
  },
});

const miss = z.object({
  id: z.string(),
  number: z.string(),
  control,
  owner: role,
  everyMinutes: z.number(),
  lastDoneAt: z.string().nullable(),
  alarmAt: z.string(),
  foundAt: z.string(),
  ranAgainAt: z.string().nullable(),
  reason: z.enum(MISS_REASONS).nullable(),
  explainedBy: z.object({ nameZh: z.string(), nameEn: z.string() }).nullable(),
  explainedAt: z.string().nullable(),
});

type MissRow = {
  id: string;
  number: string;
  control: string;
  last_done_at: string | null;
  alarm_at: string;
  found_at: string;
  ran_again_at: string | null;
  reason_code: MissReason | null;
  explained_at: string | null;
  name_zh: string | null;
  name_en: string | null;
};

const MISS = sql`select m.id, m.number, m.control, m.last_done_at, m.alarm_at, m.found_at, m.ran_again_at, m.reason_code,
  m.explained_at, p.name_zh, p.name_en from control_misses m left join people p on m.explained_by = 'person:' || p.id`;

const missOf = (row: MissRow): z.input<typeof miss>[] => {
  if (!isControl(row.control)) return [];
  const { owner, everyMinutes } = CONTROLS[row.control];
  return [
    {
      id: row.id,
      number: row.number,
      control: row.control,
      owner,
      everyMinutes,
      lastDoneAt: row.last_done_at && toInstant(row.last_done_at),
      alarmAt: toInstant(row.alarm_at),
      foundAt: toInstant(row.found_at),
      ranAgainAt: row.ran_again_at && toInstant(row.ran_again_at),
      reason: row.reason_code,
      explainedBy: row.name_zh === null ? null : { nameZh: row.name_zh, nameEn: row.name_en ?? row.name_zh },
      explainedAt: row.explained_at && toInstant(row.explained_at),
    },
  ];
};

const MISSES_SHOWN = 100;

/** What did not run in time, latest first, with how long and why. */
export const missList = query({
  name: "completeness.misses.list",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({}),
  output: z.object({ misses: z.array(miss) }),
  async resolve({ tx, actor }) {
    const { rows } = await tx.execute<MissRow>(
      sql`${MISS} where m.programme_id = ${actor.programmeId} order by m.found_at desc, m.id desc limit ${MISSES_SHOWN}`,
    );
    return { misses: rows.flatMap(missOf) };
  },
});

/** One control that did not run. Throws not-found. */
export const missDetail = query({
  name: "completeness.miss.detail",
  permission: "completeness.read",
  clearance: "general",
  input: z.strictObject({ missId: z.uuid() }),
  output: miss,
  async resolve({ tx, actor }, { missId }) {
    const { rows } = await tx.execute<MissRow>(
      sql`${MISS} where m.programme_id = ${actor.programmeId} and m.id = ${missId}`,
    );
    const [one] = rows.flatMap(missOf);
    return one ?? notFound();
  },
});
