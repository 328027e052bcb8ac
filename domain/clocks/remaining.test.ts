import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { createCalendar } from "./calendar";
import { dayMarks } from "./day-marks";
import { computeDue } from "./due-date";
import type { ClockUnit, Due, Pause } from "./model";
import { remaining } from "./remaining";

const calendar = createCalendar(CALENDAR_YEARS);
const at = (text: string) => instant(`${text}+08:00`);

function due(start: string, amount: number, unit: ClockUnit, pauses: readonly Pause[] = []): Due {
  const figure = { amount, unit, rule: null };
  const from = unit === "hour" ? { startedAt: at(start) } : { startedOn: localDate(start) };
  return computeDue({ ...from, figure, pauses, calendar, rules: testRules(), now: at("2026-11-21T00:00") });
}

describe("time left", () => {
  // Due Tuesday 2026-10-13, after National Day and a make-up Saturday.
  it.each([
    ["2026-09-30T09:00", 5, "ok"],
    ["2026-10-03T09:00", 5, "ok"],
    ["2026-10-08T23:59", 4, "ok"],
    ["2026-10-10T08:00", 2, "soon"],
    ["2026-10-11T08:00", 2, "soon"],
    ["2026-10-12T08:00", 1, "soon"],
    ["2026-10-13T23:59", 0, "today"],
    ["2026-10-14T00:00", -1, "late"],
    ["2026-10-15T00:00", -2, "late"],
  ])("in working days, at %s: %i, %s", (now, left, level) => {
    const result = remaining(due("2026-09-30", 5, "working-day"), at(now), calendar);
    expect(result).toMatchObject({ left, level, unit: "working-day", breached: level === "late" });
  });

  it("reads one day late from the first late moment, over a weekend too", () => {
    const friday = due("2026-11-13", 5, "working-day");
    expect(friday.dueOn).toBe("2026-11-20");
    expect(
      ["2026-11-21T00:00", "2026-11-22T12:00", "2026-11-23T12:00"].map(
        (now) => remaining(friday, at(now), calendar).left,
      ),
    ).toEqual([-1, -1, -1]);
    expect(remaining(friday, at("2026-11-24T12:00"), calendar).left).toBe(-2);
  });

  it("in calendar days measures to the raw day, and says whether the law is broken yet", () => {
    const rolled = due("2026-09-18", 15, "calendar-day");
    const seen = (now: string) => remaining(rolled, at(now), calendar);
    expect(seen("2026-09-30T12:00")).toMatchObject({ left: 3, unit: "calendar-day", level: "soon" });
    expect(seen("2026-10-03T12:00")).toMatchObject({ left: 0, level: "today", breached: false });
    expect(seen("2026-10-05T12:00")).toMatchObject({ left: -2, level: "late", breached: false });
    expect(seen("2026-10-09T00:00")).toMatchObject({ left: -6, level: "late", breached: true });
  });

  it("shows months in calendar days", () => {
    expect(remaining(due("2026-03-09", 6, "month"), at("2026-09-01T12:00"), calendar)).toMatchObject({
      left: 8,
      unit: "calendar-day",
      level: "ok",
    });
  });

  it.each([
    ["2026-11-01T12:00", 46, 2760, "ok"],
    ["2026-11-02T23:00", 11, 660, "ok"],
    ["2026-11-03T09:30", 0, 30, "today"],
    ["2026-11-03T10:00", -1, 0, "late"],
    ["2026-11-03T12:30", -2, -150, "late"],
  ])("in hours, at %s: %i h, %i min, %s", (now, left, minutes, level) => {
    const result = remaining(due("2026-11-01T10:00", 48, "hour"), at(now), calendar);
    expect(result).toMatchObject({ left, minutes, level, unit: "hour" });
  });

  it("warns of hours that run out after midnight", () => {
    expect(remaining(due("2026-11-01T02:00", 48, "hour"), at("2026-11-02T21:00"), calendar)).toMatchObject({
      left: 5,
      level: "soon",
    });
  });
});

describe("the days of a clock", () => {
  it("marks what each day did", () => {
    const pauses = [{ from: at("2026-09-30T00:00"), to: at("2026-10-09T00:00"), ground: "papers-awaited" }];
    const marks = dayMarks({
      due: due("2026-09-23", 5, "working-day", pauses),
      pauses,
      calendar,
      now: at("2026-10-09T14:32"),
    });
    expect(marks.map(({ date, mark, ordinal }) => `${date.slice(5)} ${mark} ${ordinal ?? ""}`.trim())).toEqual([
      "09-23 start",
      "09-24 counted 1",
      ...["09-25", "09-26", "09-27"].map((day) => `${day} holiday`),
      "09-28 counted 2",
      "09-29 counted 3",
      "09-30 paused",
      ...["10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07"].map((day) => `${day} holiday`),
      "10-08 paused",
      "10-09 counted 4",
      "10-10 make-up 5",
    ]);
  });

  it("counts every calendar day, and shows the roll apart", () => {
    const marks = dayMarks({
      due: due("2026-11-20", 15, "calendar-day"),
      pauses: [],
      calendar,
      now: at("2026-11-21T00:00"),
    });
    expect(marks.filter(({ mark }) => mark === "counted")).toHaveLength(15);
    expect(marks.slice(-2).map(({ mark }) => mark)).toEqual(["rolled", "rolled"]);
  });

  it("lays out neither hours nor years", () => {
    const now = at("2026-11-21T00:00");
    expect(dayMarks({ due: due("2026-11-01T10:00", 48, "hour"), pauses: [], calendar, now })).toEqual([]);
    expect(dayMarks({ due: due("2026-11-01", 1, "year"), pauses: [], calendar, now })).toEqual([]);
  });
});
