import { describe, expect, it } from "vitest";
import { asChecks, gapOf, nextAnswer, spanOf } from "./losses";

describe("the checklist by digits", () => {
  it("goes from matched to not matched to not asked", () => {
    const one = nextAnswer({}, "name");
    const two = nextAnswer(one, "name");
    expect([one, two, nextAnswer(two, "name")]).toEqual([{ name: "matched" }, { name: "not-matched" }, {}]);
  });
  it("is sent in the order of the list, whatever was pressed first", () => {
    const answers = nextAnswer(nextAnswer({}, "card-digits"), "name");
    expect(asChecks(answers).map(({ item }) => item)).toEqual(["name", "card-digits"]);
  });
});

describe("a gap", () => {
  it("is said in minutes, hours or days", () => {
    expect([gapOf(660), gapOf(7_200), gapOf(200_000)]).toEqual([
      { unit: "minutes", count: 11 },
      { unit: "hours", count: 2 },
      { unit: "days", count: 2 },
    ]);
  });
});

describe("a time to protection", () => {
  it("is told in seconds while they are few, then in minutes", () => {
    expect(spanOf(8.4)).toEqual({ unit: "seconds", value: "8.4" });
    expect(spanOf(119)).toEqual({ unit: "seconds", value: "119" });
    expect(spanOf(1_800)).toEqual({ unit: "minutesSpan", value: "30" });
  });
});
