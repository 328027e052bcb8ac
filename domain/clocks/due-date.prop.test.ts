import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import type { Rules } from "../rulebook/model";
import { testRules } from "../rulebook/testing";
import {
  addDays,
  addDuration,
  daysBetween,
  type Instant,
  instant,
  type LocalDate,
  localDate,
  shanghaiDate,
  startOfDay,
  weekday,
} from "../shared/time";
import { createCalendar } from "./calendar";
import { countBack } from "./count-back";
import { computeDue } from "./due-date";
import { CLOCK_UNITS, type ClockStart, type ClockUnit, type Pause } from "./model";

const calendar = createCalendar(CALENDAR_YEARS);
let rules: Rules;
beforeAll(() => {
  rules = testRules();
});

const RUNS = { numRuns: 200 };
const FIRST = localDate("2018-12-01");

const date = fc
  .integer({ min: 0, max: daysBetween(FIRST, localDate("2028-12-31")) })
  .map((days) => addDays(FIRST, days));
const amount = fc.integer({ min: 1, max: 60 });
const dayUnit = fc.constantFrom<ClockUnit>("working-day", "calendar-day", "month");
const unit = fc.constantFrom(...CLOCK_UNITS);

/** Pauses around a start: hours after it at which they begin, and hours they last. */
const pauses = (start: LocalDate): fc.Arbitrary<Pause[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: -100, max: 2000 }), fc.integer({ min: 0, max: 400 })), { maxLength: 4 })
    .map((list) =>
      list.map(([after, lasts]) => {
        const from = addDuration(startOfDay(start), { hours: after });
        return { from, to: addDuration(from, { hours: lasts }), ground: "papers-awaited" };
      }),
    );
const paused = date.chain((start) => fc.tuple(fc.constant(start), pauses(start)));

const startOf = (on: LocalDate, of: ClockUnit): ClockStart =>
  of === "hour" ? { startedAt: addDuration(startOfDay(on), { hours: 9 }) } : { startedOn: on };

function due(on: LocalDate, count: number, of: ClockUnit, more: { pauses?: Pause[]; now?: Instant } = {}) {
  const figure = { amount: count, unit: of, rule: null };
  const now = more.now ?? instant("2026-11-21T00:00:00Z");
  return computeDue({ ...startOf(on, of), figure, pauses: more.pauses ?? [], calendar, rules, now });
}

/** Notices read straight from the data, without the calendar under test. */
const named = new Map<string, boolean>();
for (const { holidays } of CALENDAR_YEARS) {
  for (const block of holidays) {
    for (let day = localDate(block.first); day <= block.last; day = addDays(day, 1)) named.set(day, false);
    for (const day of block.work) named.set(day, true);
  }
}
const worked = (day: LocalDate): boolean => named.get(day) ?? weekday(day) <= 5;

/** Day by day from the day after `start`, leaving out days that do not count. */
function walk(start: LocalDate, count: number, counts: (day: LocalDate) => boolean): LocalDate {
  let day = start;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (counts(day)) left -= 1;
  }
  return day;
}

/** True for days whose closing midnight falls into a pause: the day one begins is lost, the day it ends is not. */
function isCovered(list: readonly Pause[]): (day: LocalDate) => boolean {
  return (day) => {
    const midnight = startOfDay(addDays(day, 1));
    return list.some(({ from, to }) => from < midnight && midnight <= (to ?? from));
  };
}

describe("the calendar", () => {
  it("is worked on exactly the days of the notices, and counts like a walk", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 300 }), (start, count) => {
        expect(calendar.isWorkingDay(start)).toBe(worked(start));
        const end = walk(start, count, worked);
        expect(calendar.addWorkingDays(start, count)).toBe(end);
        expect(calendar.workingDaysBetween(start, end)).toBe(count);
      }),
      RUNS,
    );
  });

  it("goes back the way it came", () => {
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 300 }), (start, count) => {
        const from = calendar.onOrAfter(start);
        expect(calendar.addWorkingDays(calendar.addWorkingDays(from, count), -count)).toBe(from);
      }),
      RUNS,
    );
  });
});

describe("due dates", () => {
  it("gain nothing from a pause within a day, and exactly its midnights from a longer one", () => {
    fc.assert(
      fc.property(
        date,
        amount,
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 100 }),
        (start, count, after, lasts) => {
          const plain = due(start, count, "calendar-day").dueRaw;
          const from = addDuration(startOfDay(addDays(start, 1)), { hours: after });
          const pause = { from, to: addDuration(from, { hours: lasts }), ground: "papers-awaited" };
          const midnights = daysBetween(shanghaiDate(pause.from), shanghaiDate(pause.to));
          const begun = shanghaiDate(from) <= plain;
          expect(due(start, count, "calendar-day", { pauses: [pause] }).dueRaw).toBe(
            begun ? addDays(plain, midnights) : plain,
          );
        },
      ),
      RUNS,
    );
  });

  it("in working days equal a naive walk over days worked and not paused", () => {
    fc.assert(
      fc.property(paused, amount, ([start, list], count) => {
        const covered = isCovered(list);
        const expected = walk(start, count, (day) => worked(day) && !covered(day));
        expect(due(start, count, "working-day", { pauses: list }).dueOn).toBe(expected);
      }),
      RUNS,
    );
  });

  it("in calendar days equal a naive walk over days not paused", () => {
    fc.assert(
      fc.property(paused, amount, ([start, list], count) => {
        const covered = isCovered(list);
        const expected = walk(start, count, (day) => !covered(day));
        expect(due(start, count, "calendar-day", { pauses: list }).dueRaw).toBe(expected);
      }),
      RUNS,
    );
  });

  it("in law always end on a day worked, never before the raw day", () => {
    fc.assert(
      fc.property(paused, amount, dayUnit, ([start, list], count, of) => {
        const result = due(start, count, of, { pauses: list });
        expect(worked(result.dueOn)).toBe(true);
        expect(result.dueOn >= result.dueRaw).toBe(true);
        expect(result.dueRaw > start).toBe(true);
        if (of === "working-day") expect(result.dueRaw).toBe(result.dueOn);
      }),
      RUNS,
    );
  });

  it("are never shortened by a pause, and come back when it is removed", () => {
    fc.assert(
      fc.property(paused, amount, unit, ([start, list], count, of) => {
        const [added, ...rest] = list;
        const without = due(start, count, of, { pauses: rest });
        const withIt = due(start, count, of, { pauses: added === undefined ? rest : [...rest, added] });
        expect(withIt.dueAt >= without.dueAt).toBe(true);
        expect(withIt.workAt >= without.workAt).toBe(true);
        expect(due(start, count, of, { pauses: [...rest].reverse() }).dueAt).toBe(without.dueAt);
      }),
      RUNS,
    );
  });

  it("never move earlier: in the start, in the amount, in now while a pause is open", () => {
    const step = fc.integer({ min: 0, max: 20 });
    fc.assert(
      fc.property(paused, amount, unit, step, ([start, list], count, of, later) => {
        const open: Pause[] = [...list, { from: startOfDay(addDays(start, 1)), to: null, ground: "line-down" }];
        const now = startOfDay(addDays(start, 2));
        const base = due(start, count, of, { pauses: open, now });
        // Days lost to a pause come after the matching day; a short month before it may make up for a later start.
        const still = of === "month" || of === "year" ? [] : list;
        expect(
          due(addDays(start, later), count, of, { pauses: still }).dueAt >=
            due(start, count, of, { pauses: still }).dueAt,
        ).toBe(true);
        expect(
          due(start, count + later, of, { pauses: list }).dueAt >= due(start, count, of, { pauses: list }).dueAt,
        ).toBe(true);
        expect(
          due(start, count, of, { pauses: open, now: addDuration(now, { hours: later * 5 }) }).dueAt >= base.dueAt,
        ).toBe(true);
      }),
      RUNS,
    );
  });

  it("are provisional exactly when an unpublished year decides them", () => {
    fc.assert(
      fc.property(date, amount, (start, count) => {
        const result = due(start, count, "working-day");
        let touches = false;
        for (let day = addDays(start, 1); day <= result.dueOn; day = addDays(day, 1)) {
          if (!calendar.isPublished(Number(day.slice(0, 4)))) touches = true;
        }
        expect(result.provisional).toBe(touches);
        expect(result.steps.some(({ kind }) => kind === "provisional")).toBe(touches);
      }),
      RUNS,
    );
  });

  it("explain every day of a working-day span: counted, paused, holiday or weekend", () => {
    fc.assert(
      fc.property(paused, amount, ([start, list], count) => {
        const { steps, dueRaw } = due(start, count, "working-day", { pauses: list });
        const explained = steps.reduce(
          (sum, step) =>
            sum +
            (step.kind === "paused" || step.kind === "holiday" || step.kind === "weekends" ? (step.days ?? 0) : 0),
          count,
        );
        expect(explained).toBe(daysBetween(start, dueRaw));
      }),
      RUNS,
    );
  });

  it("count back to the last day from which that many working days still fit", () => {
    fc.assert(
      fc.property(date, amount, (from, count) => {
        const figure = { amount: count, unit: "working-day", rule: null } as const;
        const { on } = countBack({ figure, from, calendar, rules });
        expect(worked(on)).toBe(true);
        expect(calendar.workingDaysBetween(addDays(on, -1), addDays(from, -1))).toBe(count);
      }),
      RUNS,
    );
  });
});
