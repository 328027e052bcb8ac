import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar/index";
import { createCalendar } from "../clocks/calendar";
import { localDate } from "../shared/time";
import { tomorrowNote } from "./calendar-note";

const calendar = createCalendar(CALENDAR_YEARS);
const note = (day: string) => tomorrowNote(localDate(day), calendar);

describe("tomorrowNote", () => {
  it("says that tomorrow is a worked Saturday", () => {
    expect(note("2026-10-09")).toMatchObject({ date: "2026-10-10", kind: "make-up", weekday: 6 });
  });

  it("says that tomorrow is a holiday", () => {
    expect(note("2026-09-30")).toMatchObject({ date: "2026-10-01", kind: "holiday", weekday: 4 });
  });

  it("is silent on ordinary days and weekends", () => {
    expect(note("2026-10-13")).toBeNull();
    expect(note("2026-10-16")).toBeNull();
  });
});
