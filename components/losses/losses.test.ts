import { describe, expect, it } from "vitest";
import { asChecks, checkRounds, gapOf, type LossDetail, nextAnswer, spanOf, standingProtections } from "./losses";

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

describe("what was asked", () => {
  const check = (item: "name" | "card-digits", at: string): LossDetail["checks"][number] => ({
    stage: "notice",
    item,
    outcome: "matched",
    counted: true,
    by: "样本客服",
    at: at as LossDetail["checks"][number]["at"],
  });
  it("is told call by call: two notices are two rounds", () => {
    const [first, second] = ["2026-03-02T01:00:00.000Z", "2026-03-02T01:05:00.000Z"] as const;
    const rounds = checkRounds([check("name", first), check("card-digits", first), check("name", second)]);
    expect(rounds.map(({ at, checks }) => [at, checks.map(({ item }) => item)])).toEqual([
      [first, ["name", "card-digits"]],
      [second, ["name"]],
    ]);
  });
});

describe("what is protected", () => {
  type Line = LossDetail["protections"][number];
  const line = (id: string, kind: Line["kind"], account: string) =>
    ({ id, kind, account: { id: account, number: account } }) as Line;
  it("tells an account's sessions once, by the last time they were ended", () => {
    const lines = [line("1", "debit", "a"), line("2", "sessions", "a"), line("3", "sessions", "b")];
    const standing = standingProtections([...lines, line("4", "sessions", "a")]);
    expect(standing.map(({ id }) => id)).toEqual(["1", "3", "4"]);
  });
});
