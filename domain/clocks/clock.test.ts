import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { testRules } from "../rulebook/testing";
import { asId, type LegalEntityId, type ProgrammeId } from "../shared/ids";
import type { Result } from "../shared/result";
import { addDuration, instant, localDate } from "../shared/time";
import { createCalendar } from "./calendar";
import {
  breachClock,
  type ClockContext,
  cancelClock,
  extendClock,
  isOpen,
  meetClock,
  pauseClock,
  recomputeClock,
  resumeClock,
  startClock,
} from "./clock";
import { clocksRefusals } from "./codes";
import { clockFigure } from "./counting-rules";
import type { Clock, RunningClock } from "./model";

const calendar = createCalendar(CALENDAR_YEARS);
const context = (now: string): ClockContext => ({ calendar, rules: testRules(), now: instant(`${now}+08:00`) });
const ground = "papers-awaited";

function started(now = "2026-11-09T10:00", startedOn = "2026-11-09"): Result<RunningClock> {
  const input = {
    id: asId<"clock">("01920000-0000-7000-8000-000000000001"),
    programmeId: "wallet" as ProgrammeId,
    legalEntityId: "hengchuan" as LegalEntityId,
    subjectType: "large-value-item",
    subjectId: "01920000-0000-7000-8000-000000000002",
    start: { startedOn: localDate(startedOn) },
    figure: clockFigure(testRules(), "law-hvt-5wd", "days", localDate("2026-11-09")),
  };
  return startClock(input, context(now));
}

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const running = () => value(started());
const paused = () => value(pauseClock(running(), { ground }, context("2026-11-12T10:00")));
const code = (result: Result<unknown>) => (result.ok ? "ok" : result.code);

describe("a clock", () => {
  it("starts under its rule and cites it", () => {
    const result = started();
    expect(value(result)).toMatchObject({ status: "running", due: { dueOn: "2026-11-16" } });
    expect(result.basis.map(({ ruleId }) => ruleId)).toEqual(["law-hvt-5wd", "law-cc-start-day-excluded"]);
  });

  it("started late has already lost its days, and may begin past due", () => {
    expect(value(started("2026-11-21T10:00")).due.dueOn).toBe("2026-11-16");
  });

  it("cannot start in the future", () => {
    expect(code(started("2026-11-08T23:59"))).toBe("clocks.clock.start-in-future");
    expect(code(started("2026-11-09T00:00"))).toBe("ok");
  });

  it("pauses and resumes, and gets back the days between, the one it began on included", () => {
    expect(paused()).toMatchObject({ status: "paused", due: { dueOn: "2026-11-16", paused: true } });
    const resumed = value(resumeClock(paused(), context("2026-11-17T09:00")));
    expect(resumed).toMatchObject({ status: "running", due: { dueOn: "2026-11-19", paused: false } });
    expect(resumed.pauses).toMatchObject([{ ground, to: "2026-11-17T01:00:00.000Z" }]);
  });

  it("refuses a pause once the legal end has come", () => {
    expect(code(pauseClock(running(), { ground }, context("2026-11-16T23:59:59.999")))).toBe("ok");
    expect(code(pauseClock(running(), { ground }, context("2026-11-17T00:00")))).toBe("clocks.clock.past-due");
  });

  it("extends, running or paused, until the legal end", () => {
    const more = { amount: 5, unit: "working-day", ground } as const;
    expect(value(extendClock(running(), more, context("2026-11-12T10:00"))).due.dueOn).toBe("2026-11-23");
    expect(value(extendClock(paused(), more, context("2026-11-13T10:00"))).status).toBe("paused");
    expect(code(extendClock(running(), more, context("2026-11-17T00:00")))).toBe("clocks.clock.past-due");
    const late = value(extendClock(paused(), more, context("2026-11-30T10:00")));
    expect(late.due.dueOn).toBe("2026-12-09");
  });

  it.each([
    [{ amount: 0, unit: "working-day", ground }, "clocks.clock.amount-invalid"],
    [{ amount: 1.5, unit: "working-day", ground }, "clocks.clock.amount-invalid"],
    [{ amount: 2, unit: "hour", ground }, "clocks.clock.extension-unit"],
    [{ amount: 2, unit: "working-day", ground: "" }, "clocks.clock.ground-missing"],
  ] as const)("refuses the extension %j: %s", (extension, expected) => {
    expect(code(extendClock(running(), extension, context("2026-11-12T10:00")))).toBe(expected);
  });

  it("is met in time, breached from the legal end on", () => {
    const inTime = value(meetClock(running(), context("2026-11-16T23:59:59.999")));
    expect(inTime).toMatchObject({ status: "met", metAt: "2026-11-16T15:59:59.999Z" });
    const late = value(meetClock(running(), context("2026-11-17T00:00")));
    expect(late).toMatchObject({
      status: "breached",
      breachedAt: "2026-11-16T16:00:00.000Z",
      settledAt: "2026-11-16T16:00:00.000Z",
    });
  });

  it("met while paused counts the pause up to that moment", () => {
    const met = value(meetClock(paused(), context("2026-11-18T10:00")));
    expect(met).toMatchObject({ status: "met", due: { dueOn: "2026-11-20", paused: false } });
  });

  it("is breached when its time passes, and settled later once", () => {
    expect(code(breachClock(running(), context("2026-11-16T23:59")))).toBe("clocks.clock.not-past-due");
    const breached = value(breachClock(running(), context("2026-11-18T08:00")));
    expect(breached).toMatchObject({ breachedAt: "2026-11-16T16:00:00.000Z", settledAt: null });
    const settled = value(meetClock(breached, context("2026-11-19T08:00")));
    expect(settled).toMatchObject({ status: "breached", settledAt: "2026-11-19T00:00:00.000Z" });
    expect(code(meetClock(settled, context("2026-11-20T08:00")))).toBe("clocks.clock.closed");
  });

  it("moves when a calendar is published, and says from where", () => {
    const clock = value(started("2026-12-25T10:00", "2026-12-25"));
    expect(clock.due).toMatchObject({ dueOn: "2027-01-01", provisional: true });
    const year2027 = {
      year: 2027,
      papers: [],
      holidays: [{ holiday: "new-year", first: "2027-01-01", last: "2027-01-03", work: [] }],
    };
    const published = { ...context("2026-12-28T10:00"), calendar: createCalendar([...CALENDAR_YEARS, year2027]) };
    const result = value(recomputeClock(clock, published));
    expect(result).toMatchObject({ moved: true, before: { dueOn: "2027-01-01" } });
    expect(result.clock.due).toMatchObject({ dueOn: "2027-01-04", provisional: false });
    expect(value(recomputeClock(clock, context("2026-12-28T10:00"))).moved).toBe(false);
  });

  it("closed, takes nothing more", () => {
    const now = context("2026-11-12T10:00");
    const cancelled = value(cancelClock(running(), { ground: "withdrawn" }, now));
    const met = value(meetClock(running(), now));
    for (const clock of [cancelled, met]) {
      const refused = [
        pauseClock(clock, { ground }, now),
        resumeClock(clock, now),
        extendClock(clock, { amount: 1, unit: "working-day", ground }, now),
        meetClock(clock, now),
        breachClock(clock, now),
        cancelClock(clock, { ground }, now),
        recomputeClock(clock, now),
      ];
      expect(refused.map(code)).toEqual(Array.from({ length: 7 }, () => "clocks.clock.closed"));
    }
  });

  it("refuses what does not fit its state, or has no ground", () => {
    const now = context("2026-11-12T11:00");
    expect(code(pauseClock(paused(), { ground }, now))).toBe("clocks.clock.already-paused");
    expect(code(resumeClock(running(), now))).toBe("clocks.clock.not-paused");
    expect(code(pauseClock(running(), { ground: "" }, now))).toBe("clocks.clock.ground-missing");
    expect(code(cancelClock(running(), { ground: "" }, now))).toBe("clocks.clock.ground-missing");
  });
});

describe("any history of a clock", () => {
  const move = fc.record({
    verb: fc.constantFrom("pause", "resume", "extend", "meet", "breach", "cancel", "recompute"),
    hours: fc.integer({ min: 0, max: 72 }),
  });
  const extension = { amount: 1, unit: "working-day", ground } as const;

  function apply(clock: Clock, verb: string, at: ClockContext): Result<Clock> {
    switch (verb) {
      case "pause":
        return pauseClock(clock, { ground }, at);
      case "resume":
        return resumeClock(clock, at);
      case "extend":
        return extendClock(clock, extension, at);
      case "meet":
        return meetClock(clock, at);
      case "breach":
        return breachClock(clock, at);
      case "cancel":
        return cancelClock(clock, { ground }, at);
      default: {
        const result = recomputeClock(clock, at);
        return result.ok ? { ...result, value: result.value.clock } : result;
      }
    }
  }

  it("never shortens the deadline, never reopens, keeps one open pause at most, and refuses with known codes", () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        let clock: Clock = running();
        let at = context("2026-11-09T10:00");
        for (const { verb, hours } of moves) {
          at = { ...at, now: addDuration(at.now, { hours }) };
          const result = apply(clock, verb, at);
          if (!result.ok) {
            expect(clocksRefusals).toContain(result.code);
            continue;
          }
          expect(isOpen(clock) || clock.status === "breached").toBe(true);
          expect(result.value.due.dueAt >= clock.due.dueAt).toBe(true);
          if (!isOpen(clock)) expect(result.value.status).toBe("breached");
          clock = result.value;
          const open = clock.pauses.filter(({ to }) => to === null).length;
          expect(open).toBe(clock.status === "paused" ? 1 : 0);
          if (clock.status === "met") expect(clock.metAt < clock.due.dueAt).toBe(true);
          if (clock.status === "breached") expect(clock.breachedAt).toBe(clock.due.dueAt);
        }
      }),
      { numRuns: 200 },
    );
  });
});
