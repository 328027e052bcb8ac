import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, localDate } from "../shared/time";
import { backlogAge } from "./backlog";

const today = localDate("2026-10-09");
const ago = (days: number, count = 1) => ({ date: addDays(today, -days), count });

describe("backlogAge", () => {
  it("sorts ages into buckets whose opening days reproduce them", () => {
    const { buckets } = backlogAge([ago(0, 2), ago(1), ago(3, 4), ago(14), ago(41)], today);
    expect(buckets.map(({ count }) => count)).toEqual([3, 4, 0, 1, 0, 1]);
    expect(buckets[1]?.opened).toEqual({ from: "2026-10-06", to: "2026-10-07" });
    expect(buckets[5]?.opened).toEqual({ to: "2026-09-08" });
  });

  it("gives median, 95th percentile and oldest", () => {
    expect(backlogAge([ago(1, 10), ago(5, 9), ago(30, 1)], today)).toMatchObject({
      medianDays: 1,
      p95Days: 5,
      oldestDays: 30,
    });
    expect(backlogAge([], today)).toMatchObject({ medianDays: null, p95Days: null, oldestDays: null });
  });

  it("counts every item once", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 50 }))), (rows) => {
        const { buckets } = backlogAge(
          rows.map(([days, count]) => ago(days, count)),
          today,
        );
        const total = rows.reduce((sum, [, count]) => sum + count, 0);
        expect(buckets.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      }),
    );
  });
});
