import { describe, expect, it } from "vitest";
import { offRuns, termDays } from "./term-steps";

const mark = (date: string, kind: "start" | "counted" | "weekend" | "rolled", ordinal: number | null) => ({
  date,
  mark: kind,
  ordinal,
  holiday: null,
});

describe("the picture of a term", () => {
  const days = termDays(
    [
      mark("2026-10-08", "start", null),
      mark("2026-10-09", "counted", 1),
      mark("2026-10-10", "weekend", null),
      mark("2026-10-11", "weekend", null),
      mark("2026-10-12", "counted", 2),
      mark("2026-10-13", "rolled", null),
    ],
    2,
  );

  it("goes down by the days that count and stands still on the others", () => {
    expect(days.map(({ left }) => left)).toEqual([2, 1, 1, 1, 0]);
  });

  it("draws what does not count as one stretch", () => {
    expect(offRuns(days)).toEqual([{ from: "2026-10-10", to: "2026-10-11" }]);
  });
});
