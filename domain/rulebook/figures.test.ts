import { describe, expect, it } from "vitest";
import { figureMinor, formatFigure, meets, parseFigure } from "./figures";

describe("parseFigure", () => {
  it("reads name, operator, value and unit", () => {
    expect(parseFigure("day-cap <= 1000.50 CNY")).toEqual({ name: "day-cap", op: "le", value: "1000.50", unit: "CNY" });
    expect(parseFigure("days > 180 calendar-day")).toEqual({
      name: "days",
      op: "gt",
      value: "180",
      unit: "calendar-day",
    });
  });

  it.each([
    "",
    "cap",
    "cap <= CNY",
    "cap <= 1e3 CNY",
    "cap <= -1 CNY",
    "cap => 1 CNY",
    "cap <= 1 EUR",
    "cap <= 1 CNY ",
  ])("throws on %j", (text) => {
    expect(() => parseFigure(text)).toThrow(RangeError);
  });
});

describe("figureMinor", () => {
  it("gives minor units of its currency", () => {
    expect(figureMinor(parseFigure("cny >= 50000 CNY"))).toBe(5_000_000n);
    expect(figureMinor(parseFigure("usd >= 0.05 USD"))).toBe(5n);
  });

  it("throws on what is not money, and on digits the currency has not", () => {
    expect(() => figureMinor(parseFigure("days <= 5 working-day"))).toThrow(RangeError);
    expect(() => figureMinor(parseFigure("cny >= 0.001 CNY"))).toThrow(RangeError);
  });
});

describe("meets", () => {
  it.each([
    [">=", [false, true, true]],
    [">", [false, false, true]],
    ["<=", [true, true, false]],
    ["<", [true, false, false]],
    ["=", [false, true, false]],
  ] as const)("%s: a fen below, at and a fen above", (sign, expected) => {
    const figure = parseFigure(`cny ${sign} 10000 CNY`);
    expect([999_999n, 1_000_000n, 1_000_001n].map((minor) => meets(figure, minor))).toEqual(expected);
  });

  it("compares other units in themselves, whole or not", () => {
    const figure = parseFigure("share >= 25.5 percent");
    expect([25.4, 25.5, 25.51, 26n].map((x) => meets(figure, x))).toEqual([false, true, true, true]);
    expect(meets(parseFigure("share = 0.3 percent"), 0.1 + 0.2)).toBe(false);
  });

  it("throws on money that is not minor units, and on what is no plain decimal", () => {
    expect(() => meets(parseFigure("cny >= 1 CNY"), 1)).toThrow(RangeError);
    expect(() => meets(parseFigure("days <= 5 working-day"), Number.NaN)).toThrow(RangeError);
  });
});

it("formats what it parsed", () => {
  expect(formatFigure(parseFigure("age < 14 age"))).toBe("age < 14 age");
});
