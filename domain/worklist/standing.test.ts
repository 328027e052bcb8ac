import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar/index";
import { createCalendar } from "../clocks/calendar";
import { instant, localDate } from "../shared/time";
import { standingDays, standingOf } from "./standing";

const calendar = createCalendar(CALENDAR_YEARS);
const now = instant("2026-10-09T14:32:00+08:00");
const dueOn = (day: string) => ({ dueOn: localDate(day), dueAt: instant(`${day}T23:59:59+08:00`) });

describe("standingOf", () => {
  const days = standingDays(now, calendar);

  it("counts working days by the notices: the Saturday after the holiday is worked", () => {
    expect(days).toEqual({ today: "2026-10-09", next: "2026-10-10", soon: "2026-10-13" });
  });

  it.each([
    ["2026-10-08", "late"],
    ["2026-10-09", "today"],
    ["2026-10-10", "next"],
    ["2026-10-12", "soon"],
    ["2026-10-13", "soon"],
    ["2026-10-14", "later"],
  ])("%s is %s", (day, standing) => {
    expect(standingOf(dueOn(day), now, days)).toBe(standing);
  });

  it("is late from the due moment on, within its day too", () => {
    const at = (time: string) => standingOf({ dueOn: null, dueAt: instant(`2026-10-09T${time}+08:00`) }, now, days);
    expect(at("14:32:00")).toBe("late");
    expect(at("14:32:01")).toBe("today");
  });

  it("has a place for what has no date", () => {
    expect(standingOf({ dueOn: null, dueAt: null }, now, days)).toBe("undated");
  });
});
