import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { testRules } from "../rulebook/testing";
import { localDate as d } from "../shared/time";
import { createCalendar } from "./calendar";
import { countBack, fullDays } from "./count-back";
import type { ClockFigure, ClockUnit } from "./model";

const calendar = createCalendar(CALENDAR_YEARS);
const period = (amount: number, unit: ClockUnit): ClockFigure => ({ amount, unit, rule: null });

describe("counting back and full days", () => {
  const back = (amount: number, unit: ClockUnit, from: string) =>
    countBack({ figure: period(amount, unit), from: d(from), calendar, rules: testRules() });

  it.each([
    [5, "working-day", "2026-10-12", "2026-09-29"],
    [1, "working-day", "2026-10-08", "2026-09-30"],
    [1, "working-day", "2026-11-22", "2026-11-20"],
    [7, "calendar-day", "2026-10-12", "2026-10-05"],
    [1, "month", "2026-03-31", "2026-02-28"],
    [1, "year", "2024-02-29", "2023-02-28"],
  ] as const)("%i %s before %s is %s", (amount, unit, from, expected) => {
    expect(back(amount, unit, from)).toMatchObject({ on: expected, provisional: false });
  });

  it("is provisional when an unpublished year is counted through", () => {
    expect(back(5, "working-day", "2027-01-04").provisional).toBe(true);
    expect(back(5, "working-day", "2027-01-01").provisional).toBe(false);
  });

  it("refuses hours", () => {
    expect(() => back(48, "hour", "2026-10-12")).toThrow(RangeError);
  });

  it("thirty full days published on 2026-09-01 take effect on 2026-10-02 at 00:00", () => {
    const result = fullDays({ figure: period(30, "calendar-day"), publishedOn: d("2026-09-01"), rules: testRules() });
    expect(result).toMatchObject({
      lastFullDay: "2026-10-01",
      effectiveOn: "2026-10-02",
      effectiveAt: "2026-10-01T16:00:00.000Z",
    });
  });

  it("full days are calendar days", () => {
    const working = { figure: period(30, "working-day"), publishedOn: d("2026-09-01"), rules: testRules() };
    expect(() => fullDays(working)).toThrow(RangeError);
  });
});
