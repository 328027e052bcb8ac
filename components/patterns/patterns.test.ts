import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clockTicks } from "./clock-badge";
import { type FilterField, filterChips, filterKeys } from "./data-table/filter-bar";
import { fingerprintBars } from "./fingerprint";
import { gaugeWidth } from "./gauge";

describe("clockTicks", () => {
  it.each([
    [0, 5, { count: 5, on: 0 }],
    [4, 5, { count: 5, on: 4 }],
    [7, 5, { count: 5, on: 5 }],
    [1, 60, { count: 15, on: 1 }],
    [30, 60, { count: 15, on: 7 }],
    [-2, 5, { count: 5, on: 0 }],
    [0, 0, { count: 1, on: 0 }],
  ])("%s of %s", (elapsed, total, expected) => {
    expect(clockTicks(elapsed, total)).toEqual(expected);
  });
  it("is full only when all the time is gone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.integer({ min: 0, max: 400 }), (total, elapsed) => {
        const { count, on } = clockTicks(elapsed, total);
        expect(on === count).toBe(elapsed >= total);
      }),
    );
  });
});

describe("fingerprintBars", () => {
  it("draws the first 24 digits and survives anything else", () => {
    expect(fingerprintBars("0f".repeat(32))).toEqual(Array.from({ length: 24 }, (_, i) => (i % 2 ? 15 : 0)));
    expect(fingerprintBars("zz")).toEqual(new Array(24).fill(0));
  });
});

describe("gaugeWidth", () => {
  it("keeps the line at half width", () => {
    expect(gaugeWidth(200_000, 200_000)).toBe(50);
    expect(gaugeWidth(50_000, 200_000)).toBe(12.5);
    expect(gaugeWidth(9_000_000, 200_000)).toBe(100);
    expect(gaugeWidth(1, 0)).toBe(100);
    expect(gaugeWidth(0, 0)).toBe(0);
  });
});

describe("filters", () => {
  const fields: FilterField[] = [
    { kind: "enum", key: "state", label: "State", options: [{ value: "late", label: "Late" }] },
    { kind: "date-range", key: "day", label: "Day" },
    { kind: "text", key: "q", label: "Text" },
  ];
  it("names the keys they use in the address", () => {
    expect(filterKeys(fields)).toEqual(["state", "dayFrom", "dayTo", "q"]);
  });
  it("shows one chip per filter in words", () => {
    const chips = filterChips(fields, { state: "late", dayFrom: "2026-09-01", q: "x" });
    expect(chips.map(({ label, value }) => `${label} ${value}`)).toEqual([
      "State Late",
      "Day 2026-09-01 – …",
      "Text x",
    ]);
    expect(chips[1]?.keys).toEqual(["dayFrom", "dayTo"]);
  });
  it("leaves out what is no option", () => {
    expect(filterChips(fields, { state: "<script>" })).toEqual([]);
  });
});
