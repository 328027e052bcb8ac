import { afterEach, describe, expect, it } from "vitest";
import { localDate } from "../shared/time";
import { parseFigure } from "./figures";
import { decidingFigures, mutate, nudge, setMutation, testRules, versionOf } from "./testing";

const on = localDate("2026-09-01");

it.each([
  ["5", "6"],
  ["1000", "1001"],
  ["99", "100"],
  ["2.50", "2.51"],
  ["0.99", "1.00"],
])("nudges %s to %s", (value, expected) => {
  expect(nudge(value)).toBe(expected);
});

describe("mutate", () => {
  const row = versionOf({ figures: [parseFigure("cny >= 10 CNY"), parseFigure("usd >= 20 USD")] });
  const other = versionOf({ id: "law-other" });
  const values = (change: { id: string; figure?: string }) =>
    mutate([row, other], change).map((version) => version.figures.map((figure) => figure.value));

  it("changes one figure, or all, of one row", () => {
    expect(values({ id: "law-example", figure: "usd" })).toEqual([["10", "21"], []]);
    expect(values({ id: "law-example" })).toEqual([["11", "21"], []]);
  });

  it("takes a row without deciding figures out of force", () => {
    const listed = versionOf({ figures: [parseFigure("listed = 3 count")] });
    expect(decidingFigures(listed)).toEqual([]);
    expect(mutate([listed, other], { id: "law-example" })).toEqual([other]);
  });
});

describe("testRules", () => {
  // The coverage command has its own change in place while it runs this file.
  afterEach(() => setMutation(undefined));

  it("answers from the files, and with the change when one is set", () => {
    setMutation(undefined);
    expect(testRules().figure("law-hvt-5wd", "days", on).value).toBe("5");
    setMutation({ id: "law-hvt-5wd" });
    expect(testRules().figure("law-hvt-5wd", "days", on).value).toBe("6");
  });
});
