import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { createCalendar } from "./calendar";
import { computeDue, type DueInput } from "./due-date";
import type { ClockFigure, ClockUnit, Pause } from "./model";

const calendar = createCalendar(CALENDAR_YEARS);
const now = instant("2026-11-21T00:00:00+08:00");
const d = localDate;
const period = (amount: number, unit: ClockUnit): ClockFigure => ({ amount, unit, rule: null });

/** Any part of the input, the start included. */
type More = { [K in keyof DueInput]?: DueInput[K] };

function due(startedOn: string, amount: number, unit: ClockUnit, more: More = {}) {
  const base = { startedOn: d(startedOn), figure: period(amount, unit), calendar, rules: testRules(), now };
  return computeDue({ ...base, ...more } as DueInput);
}

function pause(from: string, to: string | null, ground = "papers-awaited"): Pause {
  const at = (text: string) => instant(`${text}:00+08:00`);
  return { from: at(from), to: to === null ? null : at(to), ground };
}

describe("working days", () => {
  it.each([
    ["2026-02-13", 5, "2026-02-27"],
    ["2026-04-30", 5, "2026-05-11"],
    ["2026-06-18", 5, "2026-06-26"],
    ["2026-09-30", 5, "2026-10-13"],
    ["2026-11-19", 5, "2026-11-26"],
    ["2026-02-06", 15, "2026-03-05"],
    ["2026-09-16", 15, "2026-10-13"],
    ["2026-09-18", 15, "2026-10-15"],
    ["2026-09-21", 15, "2026-10-19"],
    ["2026-11-20", 15, "2026-12-11"],
  ])("%s + %i = %s", (start, amount, expected) => {
    const result = due(start, amount, "working-day");
    expect([result.dueRaw, result.dueOn, result.provisional]).toEqual([expected, expected, false]);
  });

  it("takes the Shanghai day of a moment, and ends at 24:00 of the last day", () => {
    const startedAt = instant("2026-11-19T15:59:59.999Z");
    const before = due("2026-01-01", 5, "working-day", { startedAt, startedOn: undefined });
    expect([before.startedOn, before.dueOn, before.dueAt]).toEqual([
      "2026-11-19",
      "2026-11-26",
      "2026-11-26T16:00:00.000Z",
    ]);
    const midnight = due("2026-01-01", 5, "working-day", {
      startedAt: instant("2026-11-19T16:00:00Z"),
      startedOn: undefined,
    });
    expect(midnight.dueOn).toBe("2026-11-27");
  });

  it("is provisional once it crosses into 2027, and names the year", () => {
    expect(due("2026-12-24", 5, "working-day")).toMatchObject({ dueOn: "2026-12-31", provisional: false });
    const crossing = due("2026-12-25", 5, "working-day");
    expect(crossing).toMatchObject({ dueOn: "2027-01-01", provisional: true });
    expect(crossing.steps.at(-1)).toEqual({ kind: "provisional", years: [2027], rule: null });
  });

  it("is provisional when only its beginning lies in an unpublished year", () => {
    expect(due("2018-12-28", 5, "working-day").provisional).toBe(true);
    expect(due("2018-12-31", 5, "working-day").provisional).toBe(false);
  });
});

describe("calendar days", () => {
  it.each([
    ["2026-02-06", "2026-02-21", "2026-02-24"],
    ["2026-09-16", "2026-10-01", "2026-10-08"],
    ["2026-09-18", "2026-10-03", "2026-10-08"],
    ["2026-09-21", "2026-10-06", "2026-10-08"],
    ["2026-11-20", "2026-12-05", "2026-12-07"],
  ])("%s + 15 = %s, rolled to %s", (start, raw, rolled) => {
    const result = due(start, 15, "calendar-day");
    expect([result.dueRaw, result.dueOn]).toEqual([raw, rolled]);
  });

  it("works to the raw day and is late in law only after the rolled one", () => {
    const result = due("2026-09-18", 15, "calendar-day");
    expect([result.workAt, result.dueAt]).toEqual(["2026-10-03T16:00:00.000Z", "2026-10-08T16:00:00.000Z"]);
  });

  it("rolls onto a make-up Saturday, which is worked", () => {
    expect(due("2026-09-25", 15, "calendar-day")).toMatchObject({ dueRaw: "2026-10-10", dueOn: "2026-10-10" });
  });

  it("tells a roll over a holiday from one over an ordinary weekend", () => {
    const rolled = (start: string) => due(start, 15, "calendar-day").steps.find(({ kind }) => kind === "rolled");
    expect(rolled("2026-09-18")).toMatchObject({ from: "2026-10-03", to: "2026-10-08", over: "holiday" });
    expect(rolled("2026-11-20")).toMatchObject({ from: "2026-12-05", to: "2026-12-07", over: "weekend" });
    expect(rolled("2026-11-19")).toBeUndefined();
  });

  it("is provisional when the end lies in an unpublished year", () => {
    expect(due("2026-12-16", 15, "calendar-day").provisional).toBe(false);
    expect(due("2026-12-17", 15, "calendar-day")).toMatchObject({ dueRaw: "2027-01-01", provisional: true });
  });
});

describe("months and years", () => {
  it.each([
    ["2024-02-29", 10, "year", "2034-02-28", true],
    ["2026-08-31", 6, "month", "2027-02-28", true],
    ["2025-08-31", 1, "month", "2025-09-30", true],
    ["2026-03-09", 6, "month", "2026-09-09", false],
    ["2023-02-28", 12, "month", "2024-02-28", false],
  ] as const)("%s + %i %s = %s", (start, amount, unit, raw, shortened) => {
    const result = due(start, amount, unit);
    expect(result.dueRaw).toBe(raw);
    expect(result.steps.some(({ kind }) => kind === "month-end")).toBe(shortened);
  });

  it("keeps the matching day over an extension in months", () => {
    const extensions = [{ amount: 6, unit: "month", ground: "renewed" }] as const;
    expect(due("2025-08-31", 6, "month", { extensions }).dueRaw).toBe("2026-08-31");
  });

  it("adds the days a pause covered", () => {
    const pauses = [pause("2026-03-20T00:00", "2026-03-25T00:00")];
    expect(due("2026-03-09", 6, "month", { pauses }).dueRaw).toBe("2026-09-14");
  });

  it("pushes on past a pause that begins after the matching day", () => {
    const pauses = [pause("2026-09-08T00:00", "2026-09-10T00:00"), pause("2026-09-10T12:00", "2026-09-12T00:00")];
    // 8 and 9 September are lost; 10 and 11 September are paused too, so 12 and 13 September make up for them.
    expect(due("2026-03-09", 6, "month", { pauses }).dueRaw).toBe("2026-09-13");
  });
});

describe("hours", () => {
  const at = (text: string) => instant(`${text}+08:00`);
  const hours = (startedAt: string, amount: number, more: More = {}) =>
    due("2026-01-01", amount, "hour", { startedAt: at(startedAt), startedOn: undefined, ...more });

  it("runs to the millisecond, over holidays, and never rolls", () => {
    const result = hours("2026-09-30T10:20:30.456", 48);
    expect(result).toMatchObject({ dueAt: "2026-10-02T02:20:30.456Z", workAt: "2026-10-02T02:20:30.456Z" });
    expect(result).toMatchObject({ dueRaw: "2026-10-02", dueOn: "2026-10-02", provisional: false });
  });

  it("stands still in a pause, also one that begins within the time a pause gave back", () => {
    const pauses = [
      pause("2026-11-01T12:00", "2026-11-01T18:00"),
      pause("2026-11-02T02:00", "2026-11-02T03:00"),
      pause("2026-11-02T08:00", "2026-11-02T09:00"),
    ];
    expect(hours("2026-11-01T00:00:00", 24, { pauses }).dueAt).toBe(at("2026-11-02T07:00:00"));
  });

  it("counts a pause only from the moment the clock began", () => {
    const pauses = [pause("2026-10-31T00:00", "2026-11-01T06:00")];
    expect(hours("2026-11-01T00:00:00", 24, { pauses }).dueAt).toBe(at("2026-11-02T06:00:00"));
  });

  it("refuses hours without a moment, and hours mixed with days", () => {
    expect(() => due("2026-11-01", 48, "hour")).toThrow(RangeError);
    expect(() => hours("2026-11-01T00:00:00", 48, { extensions: [{ amount: 1, unit: "month", ground: "x" }] })).toThrow(
      RangeError,
    );
    expect(() =>
      due("2026-11-01", 5, "working-day", { extensions: [{ amount: 1, unit: "hour", ground: "x" }] }),
    ).toThrow(RangeError);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses an amount of %s", (amount) => {
    expect(() => hours("2026-11-01T00:00:00", amount)).toThrow(RangeError);
  });
});

describe("pauses and extensions in days", () => {
  it("leaves out the day a pause begins and counts the day it ends", () => {
    // Thursday noon to Tuesday noon keeps Thursday, Friday and Monday out of the working days.
    const pauses = [pause("2026-11-12T12:00", "2026-11-17T12:00")];
    expect(due("2026-11-09", 5, "working-day").dueOn).toBe("2026-11-16");
    expect(due("2026-11-09", 5, "working-day", { pauses }).dueOn).toBe("2026-11-19");
  });

  it("counts as the drawing of the queue item does", () => {
    // Received on 23 September; papers awaited from 30 September 10:05 to 9 October 09:12, over the holiday.
    const pauses = [pause("2026-09-30T10:05", "2026-10-09T09:12")];
    const result = due("2026-09-23", 5, "working-day", { pauses });
    expect(result.dueOn).toBe("2026-10-10");
    expect(result.steps.find(({ kind }) => kind === "paused")).toMatchObject({ days: 2 });
  });

  it("a pause within one day costs nothing, and is still shown", () => {
    const result = due("2026-11-09", 5, "working-day", { pauses: [pause("2026-11-12T09:00", "2026-11-12T17:00")] });
    expect(result.dueOn).toBe("2026-11-16");
    expect(result.steps.find(({ kind }) => kind === "paused")).toMatchObject({ days: 0, grounds: ["papers-awaited"] });
  });

  it("does not count a day twice where pauses overlap, and joins those that touch", () => {
    const pauses = [
      pause("2026-11-12T00:00", "2026-11-13T00:00", "papers-awaited"),
      pause("2026-11-12T06:00", "2026-11-12T09:00", "line-down"),
      pause("2026-11-13T00:00", "2026-11-14T00:00", "papers-awaited"),
    ];
    const result = due("2026-11-09", 5, "working-day", { pauses });
    expect(result.dueOn).toBe("2026-11-18");
    const shown = result.steps.filter(({ kind }) => kind === "paused");
    expect(shown).toMatchObject([{ days: 2, grounds: ["papers-awaited", "line-down"] }]);
  });

  it("moves on with now while a pause is open", () => {
    const pauses = [pause("2026-11-12T00:00", null)];
    const at = (text: string) => due("2026-11-09", 5, "working-day", { pauses, now: instant(`${text}+08:00`) });
    expect(at("2026-11-12T10:00")).toMatchObject({ dueOn: "2026-11-16", paused: true });
    expect(at("2026-11-13T00:00").dueOn).toBe("2026-11-17");
    expect(at("2026-11-18T10:00").dueOn).toBe("2026-11-20");
  });

  it("refuses a pause that ends before it begins", () => {
    expect(() =>
      due("2026-11-09", 5, "working-day", { pauses: [pause("2026-11-12T00:00", "2026-11-11T00:00")] }),
    ).toThrow(RangeError);
  });

  it("counts an extension on from the end, in its own unit", () => {
    const extend = (amount: number, unit: ClockUnit) => [{ amount, unit, ground: "complex" }];
    expect(due("2026-11-09", 5, "working-day", { extensions: extend(10, "working-day") }).dueOn).toBe("2026-11-30");
    expect(due("2026-11-09", 15, "calendar-day", { extensions: extend(45, "calendar-day") }).dueRaw).toBe("2027-01-08");
    expect(due("2026-11-09", 5, "working-day", { extensions: extend(5, "calendar-day") })).toMatchObject({
      dueRaw: "2026-11-21",
      dueOn: "2026-11-23",
    });
  });
});

describe("why this date", () => {
  it("tells the whole way, in order", () => {
    const rule = { ruleId: "law-hvt-5wd", version: 1 };
    const result = due("2026-09-23", 5, "working-day", {
      startedOn: undefined,
      startedAt: instant("2026-09-23T16:42:00+08:00"),
      figure: { ...period(5, "working-day"), rule },
      pauses: [pause("2026-09-30T00:00", "2026-10-09T00:00")],
    });
    const startRule = testRules().ref("law-cc-start-day-excluded", d("2026-09-23"));
    expect(result.steps).toEqual([
      { kind: "received", on: "2026-09-23", at: "2026-09-23T08:42:00.000Z", rule: null },
      { kind: "start-day-excluded", on: "2026-09-23", firstDay: "2026-09-24", rule: startRule },
      { kind: "period", amount: 5, unit: "working-day", rule },
      {
        kind: "paused",
        from: "2026-09-29T16:00:00.000Z",
        to: "2026-10-08T16:00:00.000Z",
        grounds: ["papers-awaited"],
        days: 2,
        rule: null,
      },
      { kind: "holiday", holiday: "mid-autumn", first: "2026-09-25", last: "2026-09-27", days: 3, rule: null },
      { kind: "holiday", holiday: "national-day", first: "2026-10-01", last: "2026-10-07", days: 7, rule: null },
      { kind: "make-up", holiday: "national-day", on: "2026-10-10", rule: null },
      { kind: "due", on: "2026-10-10", at: "2026-10-10T16:00:00.000Z", rule: null },
    ]);
    expect(result.basis).toEqual([rule, startRule]);
  });

  it("cites the rule behind each thing that decided", () => {
    const ids = (result: { basis: readonly { ruleId: string }[] }) => result.basis.map(({ ruleId }) => ruleId);
    expect(ids(due("2026-08-31", 1, "month"))).toEqual(["law-cc-start-day-excluded", "law-cc-month-end"]);
    expect(ids(due("2026-09-18", 15, "calendar-day"))).toEqual(["law-cc-start-day-excluded", "law-cc-holiday-roll"]);
    const hours = due("2026-01-01", 48, "hour", { startedAt: now, startedOn: undefined });
    expect(ids(hours)).toEqual(["law-cc-hour-from-moment"]);
  });

  it("counts ordinary weekends apart from holidays", () => {
    const weekends = due("2026-11-20", 15, "working-day").steps.find(({ kind }) => kind === "weekends");
    expect(weekends).toMatchObject({ days: 6 });
  });
});
