import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "../shared/time";
import { openTrend, TREND_DAYS, weekChange } from "./trend";

const today = localDate("2026-10-09");

describe("openTrend", () => {
  it("works back from what is open now", () => {
    const trend = openTrend(
      5,
      [
        { date: today, opened: 2, closed: 1 },
        { date: addDays(today, -1), opened: 0, closed: 3 },
      ],
      today,
    );
    expect(trend).toHaveLength(TREND_DAYS);
    expect(trend.slice(-3)).toEqual([7, 4, 5]);
  });

  it("ends where a forward count ends", () => {
    const day = fc.record({ opened: fc.nat(9), closed: fc.nat(9) });
    fc.assert(
      fc.property(
        fc.integer({ min: 500, max: 900 }),
        fc.array(day, { minLength: TREND_DAYS, maxLength: TREND_DAYS }),
        (start, days) => {
          const forward: number[] = [];
          for (const { opened, closed } of days) forward.push((forward.at(-1) ?? start) + opened - closed);
          const changes = days.map((change, at) => ({ ...change, date: addDays(today, at - TREND_DAYS + 1) }));
          expect(openTrend(forward.at(-1) ?? 0, changes, today)).toEqual(forward);
        },
      ),
    );
  });

  it("compares with a week ago", () => {
    expect(weekChange([3, 9, 9, 9, 9, 9, 9, 7])).toBe(4);
  });
});
