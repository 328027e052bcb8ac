import { z } from "zod";
import { countBack } from "@/domain/clocks/count-back";
import { clockFigure } from "@/domain/clocks/counting-rules";
import { dayMarks } from "@/domain/clocks/day-marks";
import { computeDue } from "@/domain/clocks/due-date";
import { mayExtend, pauseGrounds } from "@/domain/clocks/grounds";
import { CLOCK_UNITS, type Explanation } from "@/domain/clocks/model";
import { remaining } from "@/domain/clocks/remaining";
import { localDate, shanghaiDate, startOfDay } from "@/domain/shared/time";
import { AppError } from "@/server/kernel/errors";
import { query } from "@/server/kernel/query";
import type { Scope } from "@/server/kernel/scope";
import { begunOn, clocksOf, historyOf, type StoredClock } from "./clock-row";

const ruleRef = z.object({ ruleId: z.string(), version: z.number() });
const unit = z.enum(CLOCK_UNITS);
/** One line of "why this date"; what it holds depends on its kind (domain/clocks/model.ts). */
const step = z.custom<Explanation>((value) => typeof value === "object" && value !== null && "kind" in value);
const mark = z.object({
  date: z.string(),
  mark: z.enum(["start", "counted", "make-up", "paused", "holiday", "weekend", "rolled"]),
  ordinal: z.number().nullable(),
  holiday: z.string().nullable(),
});

/** A clock with why it ends when it does, what happened to it, and what may be done with it. */
export const clockDetail = z.object({
  id: z.string(),
  version: z.number(),
  status: z.enum(["running", "paused", "met", "breached", "cancelled"]),
  rule: ruleRef.nullable(),
  amount: z.number(),
  unit,
  startedOn: z.string(),
  dueOn: z.string(),
  dueAt: z.string(),
  provisional: z.boolean(),
  left: z.object({ left: z.number(), unit: z.string(), minutes: z.number(), level: z.string(), breached: z.boolean() }),
  steps: z.array(step),
  days: z.array(mark),
  history: z.array(
    z.object({
      kind: z.enum(["pause", "resume", "extend", "move"]),
      ground: z.string().nullable(),
      rule: z.string().nullable(),
      dueOnBefore: z.string(),
      dueOnAfter: z.string(),
      at: z.string(),
      actorId: z.string(),
    }),
  ),
  /** Grounds on which it may pause now; empty where none, or for a reader who may not change clocks. */
  pauseGrounds: z.array(z.string()),
  /** What the rule still grants, null where nothing. */
  extension: z.object({ most: z.number(), unit, rule: ruleRef }).nullable(),
  mayChange: z.boolean(),
});

async function present(scope: Scope, stored: StoredClock): Promise<z.input<typeof clockDetail>> {
  const { rules, calendar, now } = scope;
  const { clock } = stored;
  const open = clock.status === "running" || clock.status === "paused";
  // While a pause is open the date moves with the day: shown as it stands now, kept when the pause ends.
  const { start, figure, pauses, extensions } = clock;
  const due =
    clock.status === "paused" ? computeDue({ ...start, figure, pauses, extensions, rules, calendar, now }) : clock.due;
  const mayChange = open && scope.actor.permissions.has("clocks.change");
  const right = mayChange ? mayExtend(clock, rules, begunOn(clock)) : null;
  return {
    id: clock.id,
    version: stored.version,
    status: clock.status,
    rule: figure.rule,
    amount: figure.amount,
    unit: figure.unit,
    startedOn: begunOn(clock),
    dueOn: due.dueOn,
    dueAt: due.dueAt,
    provisional: due.provisional,
    left: remaining(due, now, calendar),
    steps: [...due.steps],
    days: [...dayMarks({ due, pauses, calendar, now })],
    history: await historyOf(scope.tx, clock.id),
    pauseGrounds:
      clock.status === "running" && mayChange ? [...pauseGrounds(clock, rules, shanghaiDate(now)).value] : [],
    extension: right?.ok ? right.value : null,
    mayChange,
  };
}

/** The clocks of one subject, newest first. */
export const clocksOfSubject = query({
  name: "clocks.subject.list",
  permission: "clocks.read",
  clearance: "general",
  input: z.object({ subjectType: z.string().max(40), subjectId: z.uuid() }),
  output: z.array(clockDetail),
  async resolve(scope, { subjectType, subjectId }) {
    const shown: z.input<typeof clockDetail>[] = [];
    for (const stored of await clocksOf(scope, { type: subjectType, id: subjectId }))
      shown.push(await present(scope, stored));
    return shown;
  },
});

/**
 * Counts a period of the rulebook from a day, forward and back: the last day of what begins then, and the latest day to act
 * for what takes effect then. `back` is null for hours. Throws `invalid` for a figure no clock counts.
 */
export const countPeriod = query({
  name: "clocks.period.detail",
  permission: "rulebook.read",
  clearance: "general",
  input: z.object({ ruleId: z.string().max(80), figure: z.string().max(60), on: z.iso.date() }),
  output: z.object({
    amount: z.number(),
    unit,
    dueOn: z.string(),
    provisional: z.boolean(),
    steps: z.array(step),
    back: z.object({ on: z.string(), provisional: z.boolean() }).nullable(),
  }),
  async resolve({ rules, calendar, now }, { ruleId, figure: name, on: text }) {
    const on = localDate(text);
    const figure = readable(() => clockFigure(rules, ruleId, name, on));
    const start = figure.unit === "hour" ? { startedAt: startOfDay(on) } : { startedOn: on };
    const due = computeDue({ ...start, figure, calendar, rules, now });
    const back = figure.unit === "hour" ? null : countBack({ figure, from: on, calendar, rules });
    return {
      amount: figure.amount,
      unit: figure.unit,
      dueOn: due.dueOn,
      provisional: due.provisional,
      steps: [...due.steps],
      back: back && { on: back.on, provisional: back.provisional },
    };
  },
});

function readable<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new AppError("invalid");
    throw error;
  }
}
