import { describe, expect, it } from "vitest";
import { CALENDAR_YEARS } from "../../rulebook/calendar";
import { createCalendar } from "../clocks/calendar";
import { createRules } from "../rulebook/rules";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { confirmCandidate } from "./decisions";
import { assess, largeValueLines, lineClassOf, reportDue } from "./large-value";
import type { AssessedLeg } from "./model";

const ON = localDate("2026-10-08");

function leg(parts: Partial<AssessedLeg>): AssessedLeg {
  return {
    direction: "in",
    cash: false,
    naturalPerson: true,
    crossBorder: false,
    cnyMinor: 0n,
    usdMinor: 0n,
    ...parts,
  };
}

/** The lines of the law, in yuan and dollars, with a leg of each. */
const LINES = [
  { rule: "law-hvt-cash", of: { cash: true }, cny: 5_000_000n, usd: 1_000_000n },
  { rule: "law-hvt-nonnatural", of: { naturalPerson: false }, cny: 200_000_000n, usd: 20_000_000n },
  { rule: "law-hvt-natural-domestic", of: {}, cny: 50_000_000n, usd: 10_000_000n },
  { rule: "law-hvt-natural-crossborder", of: { crossBorder: true }, cny: 20_000_000n, usd: 1_000_000n },
] as const;

describe.each(LINES)("$rule", ({ rule, of, cny, usd }) => {
  it("is reached at exactly its figure, in either currency, and not below", () => {
    const rules = testRules();
    const at = (cnyMinor: bigint, usdMinor: bigint | null) => {
      const { value } = assess([leg({ ...of, cnyMinor, usdMinor })], rules, ON);
      return value.map(({ line, metBy, single }) => ({ rule: line.ref.ruleId, metBy, single }));
    };
    expect(at(cny - 1n, usd - 1n)).toEqual([]);
    expect(at(cny, usd - 1n)).toEqual([{ rule, metBy: "cny", single: true }]);
    expect(at(cny - 1n, usd)).toEqual([{ rule, metBy: "usd", single: true }]);
    expect(at(cny, usd)).toEqual([{ rule, metBy: "both", single: true }]);
    expect(at(cny, null)).toEqual([{ rule, metBy: "cny", single: true }]);
  });

  it("adds up one direction of a day, and cites its row and the rule of one-sided sums", () => {
    const rules = testRules();
    const half = leg({ ...of, cnyMinor: cny / 2n });
    const both = assess([half, half], rules, ON);
    expect(both.value).toMatchObject([{ direction: "in", single: false, count: 2, cnySum: cny }]);
    expect(both.basis.map(({ ruleId }) => ruleId)).toEqual([rule, "law-hvt-one-side"]);
    expect(assess([half, { ...half, direction: "out" }], rules, ON).value).toEqual([]);
  });
});

describe("assess", () => {
  it("never adds legs of two lines together", () => {
    const parts = [
      leg({ cnyMinor: 49_999_999n }),
      leg({ crossBorder: true, cnyMinor: 19_999_999n }),
      leg({ cash: true, cnyMinor: 4_999_999n }),
    ];
    expect(assess(parts, testRules(), ON).value).toEqual([]);
    expect(new Set(parts.map(lineClassOf)).size).toBe(3);
  });
  it("counts legs without a rate as a lower bound", () => {
    const [found] = assess(
      [leg({ cnyMinor: 50_000_000n, usdMinor: null }), leg({ cnyMinor: null, usdMinor: null })],
      testRules(),
      ON,
    ).value;
    expect(found).toMatchObject({ unrated: 2, usdSum: null, cnySum: 50_000_000n, count: 2 });
  });
  it("follows no law that adds up more than a day", () => {
    const longer = testRules()
      .all()
      .map((row) =>
        row.id === "law-hvt-one-side"
          ? { ...row, figures: row.figures.map((figure) => ({ ...figure, value: "3" })) }
          : row,
      );
    expect(() => largeValueLines(createRules(longer), ON)).toThrow(/one/);
    expect(largeValueLines(testRules(), ON)).toHaveLength(4);
  });
  it("knows no line before the rule was in force", () => {
    expect(largeValueLines(testRules(), localDate("2015-01-01"))).toEqual([]);
    expect(assess([leg({ cnyMinor: 10n ** 12n })], testRules(), localDate("2015-01-01")).value).toEqual([]);
  });
  it("has the figures the rule for payment institutions repeats", () => {
    const rules = testRules();
    const twin = {
      "law-hvt-cash": "cash",
      "law-hvt-nonnatural": "nonnatural",
      "law-hvt-natural-domestic": "domestic",
      "law-hvt-natural-crossborder": "crossborder",
    };
    for (const [id, name] of Object.entries(twin)) {
      for (const currency of ["cny", "usd"]) {
        expect(rules.figure(id, currency, ON).value).toBe(rules.figure("law-163-hvt", `${name}-${currency}`, ON).value);
      }
    }
  });
});

describe("the term to report", () => {
  it("is five working days after the day of the transaction, make-up days counted", () => {
    const context = {
      rules: testRules(),
      calendar: createCalendar(CALENDAR_YEARS),
      now: instant("2026-10-09T00:00:00Z"),
    };
    const due = reportDue(localDate("2026-09-30"), context);
    expect(due.value.dueOn).toBe("2026-10-13");
    expect(due.basis.map(({ ruleId }) => ruleId)).toContain("law-hvt-5wd");
    expect(reportDue(localDate("2026-12-30"), context).value.provisional).toBe(true);
  });
});

describe("confirmCandidate", () => {
  const candidate = { state: "open", version: 3, final: true, businessDate: ON } as const;
  it("confirms what was shown", () => {
    expect(confirmCandidate(candidate, 3)).toMatchObject({ ok: true, value: "confirmed" });
  });
  it.each([
    ["another version", candidate, 2, "reports.large-value.stale"],
    ["one not open", { ...candidate, state: "withdrawn" as const }, 3, "reports.large-value.not-open"],
    ["one not final", { ...candidate, final: false }, 3, "reports.large-value.not-final"],
  ])("refuses %s", (_name, given, seen, code) => {
    expect(confirmCandidate(given, seen)).toMatchObject({ ok: false, code });
  });
});
