import { describe, expect, it } from "vitest";
import { instant, localDate } from "../shared/time";
import { parseFigure } from "./figures";
import { createRules, findClashes } from "./rules";
import { versionOf } from "./testing";

const old = versionOf({ validTo: localDate("2024-12-31"), figures: [parseFigure("years >= 5 year")] });
const current = versionOf({
  version: 2,
  validFrom: localDate("2025-01-01"),
  figures: [parseFigure("years >= 10 year")],
});
const early = localDate("2024-12-31");
const late = localDate("2025-01-01");

describe("createRules", () => {
  const rules = createRules([current, old]);

  it("answers by the day, both ends included", () => {
    expect(rules.figure("law-example", "years", early).value).toBe("5");
    expect(rules.figure("law-example", "years", late).value).toBe("10");
    expect(rules.ref("law-example", early)).toEqual({ ruleId: "law-example", version: 1 });
    expect(rules.ref("law-example", late)).toEqual({ ruleId: "law-example", version: 2 });
  });

  it("throws for an unknown rule, an unknown figure, and a day without a version", () => {
    expect(() => rules.get("law-other", late)).toThrow("unknown rule: law-other");
    expect(() => rules.figure("law-example", "days", late)).toThrow("no figure days");
    expect(() => createRules([current]).get("law-example", early)).toThrow("not in force on 2024-12-31");
  });

  it("takes the higher of two versions that hold", () => {
    const corrected = { ...current, version: 3, figures: [parseFigure("years >= 12 year")] };
    expect(createRules([corrected, current]).figure("law-example", "years", late).value).toBe("12");
  });

  it("lets the console win over the files, even over a higher version", () => {
    const console = versionOf({ source: "console", figures: [parseFigure("years >= 15 year")] });
    expect(createRules([current, console]).figure("law-example", "years", late).value).toBe("15");
  });

  it("falls back to the file where the console's version does not hold", () => {
    const console = versionOf({ source: "console", version: 3, validFrom: localDate("2027-01-01") });
    expect(createRules([current, console]).ref("law-example", late).version).toBe(2);
  });

  it("answers as known at a moment", () => {
    const learnt = versionOf({ source: "console", version: 3, knownFrom: instant("2026-06-01T00:00:00Z") });
    const at = (moment: string) => createRules([current, learnt], { knownAt: instant(moment) });
    expect(at("2026-05-31T23:59:59.999Z").ref("law-example", late).version).toBe(2);
    expect(at("2026-06-01T00:00:00Z").ref("law-example", late).version).toBe(3);
    expect(at("2026-05-31T00:00:00Z").all()).toEqual([current]);
  });
});

describe("findClashes", () => {
  const console = versionOf({ source: "console", version: 2, validFrom: localDate("2026-01-01") });

  it("is silent when the console changed what it had seen", () => {
    expect(findClashes([old, versionOf({}), console])).toEqual([]);
  });

  it("lists a file version that is not older than the console's", () => {
    const file = versionOf({ version: 2 });
    expect(findClashes([file, console])).toEqual([{ id: "law-example", console, file }]);
  });

  it("is silent when they never hold on the same day", () => {
    expect(findClashes([versionOf({ version: 2, validTo: localDate("2025-12-31") }), console])).toEqual([]);
  });
});
