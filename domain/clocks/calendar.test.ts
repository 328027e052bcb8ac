import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { localDate } from "../shared/time";
import { type CalendarYear, createCalendar } from "./calendar";

const calendar = createCalendar(CALENDAR_YEARS);
const d = localDate;

describe("the official calendar", () => {
  it("knows 2019 to 2026, in any order, and no other year", () => {
    const shuffled = createCalendar([...CALENDAR_YEARS].reverse());
    expect([2018, 2019, 2026, 2027].map((year) => shuffled.isPublished(year))).toEqual([false, true, true, false]);
    expect(shuffled.addWorkingDays(d("2019-01-01"), 1900)).toBe(calendar.addWorkingDays(d("2019-01-01"), 1900));
  });

  it.each([
    ["2026-10-10", "make-up", "national-day"],
    ["2026-10-01", "holiday", "national-day"],
    ["2026-09-26", "holiday", "mid-autumn"],
    ["2026-10-08", "working", null],
    ["2026-11-21", "weekend", null],
    ["2018-12-29", "make-up", "new-year"],
    ["2018-12-31", "holiday", "new-year"],
    ["2020-02-01", "holiday", "spring-festival"],
    ["2024-02-09", "working", null],
    ["2027-01-01", "working", null],
  ])("%s is %s (%s)", (date, kind, holiday) => {
    expect(calendar.dayKind(d(date))).toBe(kind);
    expect(calendar.holidayOf(d(date))).toBe(holiday);
    expect(calendar.isWorkingDay(d(date))).toBe(kind === "working" || kind === "make-up");
    expect(calendar.isStatutoryRest(d(date))).toBe(kind === "holiday");
  });

  // Totals of an independent day-by-day count over the published notices.
  it.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])("%i has %i working days", (year, days) => {
    expect(calendar.workingDaysBetween(d(`${year - 1}-12-31`), d(`${year}-12-31`))).toBe(days);
  });

  it("names the stretches of the notices, make-up days apart", () => {
    expect(calendar.notices(d("2026-09-19"), d("2026-10-03"))).toEqual([
      { kind: "make-up", holiday: "national-day", first: "2026-09-20", last: "2026-09-20", days: 1 },
      { kind: "holiday", holiday: "mid-autumn", first: "2026-09-25", last: "2026-09-27", days: 3 },
      { kind: "holiday", holiday: "national-day", first: "2026-10-01", last: "2026-10-03", days: 3 },
    ]);
  });

  it("every year names the notice it comes from", () => {
    for (const { year, papers } of CALENDAR_YEARS) {
      expect(papers[0]?.title).toContain(`${year}年`);
      expect(calendar.papers(year)).toBe(papers);
    }
    expect(calendar.papers(2027)).toEqual([]);
  });

  it("says which years of a span are unpublished", () => {
    expect(calendar.unpublishedYears(d("2026-12-31"), d("2028-01-01"))).toEqual([2027, 2028]);
    expect(calendar.unpublishedYears(d("2018-12-31"), d("2026-12-31"))).toEqual([2018]);
  });

  it("counts a gap between two published years by weekdays", () => {
    const gap = createCalendar(CALENDAR_YEARS.filter(({ year }) => year !== 2020));
    expect(gap.isWorkingDay(d("2020-10-01"))).toBe(true);
    expect(gap.isWorkingDay(d("2021-10-01"))).toBe(false);
  });

  it("without any year every weekday is worked", () => {
    const bare = createCalendar([]);
    expect(bare.addWorkingDays(d("2026-09-30"), 5)).toBe("2026-10-07");
    expect(bare.addWorkingDays(d("1969-12-31"), -3)).toBe("1969-12-26");
  });

  const block = (first: string, last: string, work: string[] = []): CalendarYear => ({
    year: 2030,
    papers: [],
    holidays: [{ holiday: "new-year", first, last, work }],
  });
  it.each([
    ["a block that ends before it begins", [block("2030-01-03", "2030-01-01")]],
    ["a make-up day on a weekday", [block("2030-01-01", "2030-01-01", ["2030-01-02"])]],
    ["a make-up day inside its own rest", [block("2030-01-04", "2030-01-06", ["2030-01-05"])]],
    ["an impossible date", [block("2030-02-29", "2030-03-01")]],
    ["a year given twice", [block("2030-01-01", "2030-01-01"), block("2030-05-01", "2030-05-01")]],
  ])("refuses %s", (_, years) => {
    expect(() => createCalendar(years)).toThrow(RangeError);
  });

  it("refuses a fraction of a day", () => {
    expect(() => calendar.addWorkingDays(d("2026-01-01"), 1.5)).toThrow(RangeError);
  });
});
