import { describe, expect, it } from "vitest";
import { reasonSeries } from "./reason-series";

describe("reasons over time", () => {
  it("gives the four most frequent a place of their own and counts the others together, losing none", () => {
    const week = "2026-10-05";
    const { names, weeks } = reasonSeries([
      { week: "2026-10-12", reason: "glare", count: 1 },
      { week, reason: "expired", count: 5 },
      { week, reason: "glare", count: 4 },
      { week, reason: "cut-off", count: 3 },
      { week, reason: "wrong-side", count: 2 },
      { week, reason: "wrong-paper", count: 1 },
    ]);
    expect(names).toEqual(["expired", "glare", "cut-off", "wrong-side"]);
    expect(weeks.map((one) => one.week)).toEqual([week, "2026-10-12"]);
    expect(weeks[0]).toMatchObject({ others: 1, counts: { expired: 5, glare: 4, "cut-off": 3, "wrong-side": 2 } });
    expect(weeks[1]).toMatchObject({ others: 0, counts: { glare: 1, expired: 0 } });
  });

  it("is empty of nothing", () => {
    expect(reasonSeries([])).toEqual({ names: [], weeks: [] });
  });
});
