import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type Instant, instant, type LocalDate, localDate } from "../shared/time";
import { changeFigures, type FigureChange, settleClash } from "./change";
import type { RuleVersion } from "./model";
import { createRules, findClashes } from "./rules";
import { testRules, versionOf } from "./testing";
import { disagreements, TWINS } from "./twins";

const now = instant("2026-10-09T14:32:00+08:00");
const id = "law-example";
const base = versionOf({
  id,
  figures: [
    { name: "cny", value: "500000", unit: "CNY", op: "ge" },
    { name: "days", value: "5", unit: "working-day", op: "le" },
  ],
});
const change = (more: Partial<FigureChange> = {}): FigureChange => ({
  ruleId: id,
  figures: [{ name: "cny", value: "300000" }],
  from: localDate("2026-11-01"),
  until: null,
  ...more,
});
const code = (versions: readonly RuleVersion[], asked: FigureChange) => {
  const made = changeFigures(versions, asked, now);
  return made.ok ? "ok" : made.code;
};

describe("a change of figures", () => {
  it("keeps unit, sign and everything it does not speak of", () => {
    const made = changeFigures([base], change(), now);
    expect(made).toMatchObject({
      ok: true,
      value: {
        version: {
          version: 2,
          source: "console",
          validFrom: "2026-11-01",
          validTo: null,
          knownFrom: now,
          figures: [
            { name: "cny", value: "300000", unit: "CNY", op: "ge" },
            { name: "days", value: "5", unit: "working-day", op: "le" },
          ],
        },
      },
      basis: [{ ruleId: id, version: 1 }],
    });
  });

  it("ends with its base, and before law already known to come", () => {
    const next = versionOf({ id, version: 2, validFrom: localDate("2027-01-01"), figures: base.figures });
    const ending = { ...base, validTo: localDate("2026-12-31") };
    expect(changeFigures([ending, next], change(), now)).toMatchObject({
      value: { version: { validTo: "2026-12-31" } },
    });
    expect(changeFigures([base, next], change(), now)).toMatchObject({ value: { version: { validTo: "2026-12-31" } } });
  });

  it.each([
    ["no rule", { ruleId: "law-none" }, "rulebook.change.rule-unknown"],
    ["no figure", { figures: [{ name: "eur", value: "1" }] }, "rulebook.change.figure-unknown"],
    [
      "a figure twice",
      {
        figures: [
          { name: "cny", value: "1" },
          { name: "cny", value: "2" },
        ],
      },
      "rulebook.change.figure-unknown",
    ],
    ["half a day", { figures: [{ name: "days", value: "2.5" }] }, "rulebook.change.figure-malformed"],
    ["less than nothing", { figures: [{ name: "cny", value: "-1" }] }, "rulebook.change.figure-malformed"],
    ["an exponent", { figures: [{ name: "cny", value: "1e5" }] }, "rulebook.change.figure-malformed"],
    ["a period of nothing", { figures: [{ name: "days", value: "0" }] }, "rulebook.change.period-zero"],
    ["the same", { figures: [{ name: "days", value: "5" }] }, "rulebook.change.nothing-changed"],
    ["31 days back", { from: localDate("2026-09-08") }, "ok"],
    ["32 days back", { from: localDate("2026-09-07") }, "rulebook.change.too-early"],
    ["a day too far ahead", { from: localDate("2029-10-14") }, "rulebook.change.too-late"],
    ["an end before its start", { until: localDate("2026-10-31") }, "rulebook.change.ends-before-start"],
  ] as const)("with %s: %s", (_, more, expected) => {
    expect(code([base], change(more))).toBe(expected);
  });

  it("is refused on a day without the rule, and to a rule without figures", () => {
    expect(code([{ ...base, validFrom: localDate("2027-01-01") }], change())).toBe("rulebook.change.not-in-force");
    expect(code([{ ...base, figures: [] }], change())).toBe("rulebook.change.no-figures");
  });
});

const day = fc.integer({ min: 0, max: 400 }).map((days) => addDays(localDate("2026-09-10"), days));
const step = fc.record({
  from: day,
  length: fc.option(fc.integer({ min: 0, max: 60 })),
  value: fc.integer({ min: 1, max: 9 }),
});

describe("any run of changes", () => {
  it("answers every day with the last change that speaks of it, and as known at any moment", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), fc.array(day, { minLength: 1, maxLength: 8 }), (steps, days) => {
        let versions: readonly RuleVersion[] = [base];
        const made: { version: RuleVersion; before: readonly RuleVersion[] }[] = [];
        steps.forEach(({ from, length, value }, index) => {
          const until: LocalDate | null = length === null ? null : addDays(from, length);
          const at = `2026-10-09T06:32:0${index}.000Z` as Instant;
          const done = changeFigures(
            versions,
            change({ figures: [{ name: "days", value: String(value) }], from, until }),
            at,
          );
          if (!done.ok) return;
          made.push({ version: done.value.version, before: versions });
          versions = [...versions, done.value.version];
        });
        for (const on of days) {
          const speaking = made.filter(
            ({ version: { validFrom, validTo } }) => (validFrom ?? on) <= on && on <= (validTo ?? on),
          );
          const expected = speaking.at(-1)?.version ?? base;
          expect(createRules(versions).get(id, on)).toBe(expected);
        }
        for (const { version, before } of made) {
          const earlier = createRules(versions, { knownAt: before.at(-1)?.knownFrom ?? base.knownFrom });
          for (const on of days) expect(earlier.get(id, on)).toBe(createRules(before).get(id, on));
          expect(version.version).toBe(before.length + 1);
        }
      }),
      { numRuns: 200 },
    );
  });
});

describe("a clash", () => {
  const console = { ...base, version: 2, source: "console" as const, validFrom: localDate("2026-11-01") };
  const file = { ...base, version: 2, validFrom: localDate("2027-01-01"), figures: [] };

  it.each(["keep-console", "take-file"] as const)("is settled by %s, once", (choice) => {
    const versions = [base, console, file];
    expect(findClashes(versions)).toHaveLength(1);
    const made = settleClash(versions, { ruleId: id, choice }, now);
    if (!made.ok) throw new Error(made.code);
    const after = [...versions, made.value.version];
    expect(findClashes(after)).toEqual([]);
    const on = localDate("2027-01-01");
    expect(createRules(after).get(id, on).figures).toEqual(choice === "take-file" ? [] : base.figures);
    expect(createRules(after).get(id, localDate("2026-12-31")).figures).toEqual(base.figures);
    expect(settleClash(after, { ruleId: id, choice }, now)).toMatchObject({ code: "rulebook.change.no-clash" });
  });
});

describe("rows that say the same", () => {
  const on = localDate("2026-11-20");

  it("agree in the files, each with its twin cited", () => {
    const rules = testRules();
    const own = [...new Set(TWINS.map(([, other]) => other.rule))];
    for (const rule of own) {
      const found = disagreements(rules, rule, on);
      expect(found).toMatchObject({ value: [], basis: [{ ruleId: "law-163-hvt" }] });
    }
  });

  it("are told apart when one is changed, from either side", () => {
    const versions = testRules().all();
    const made = changeFigures(
      versions,
      { ruleId: "law-hvt-cash", figures: [{ name: "cny", value: "60000" }], from: on, until: null },
      instant("2026-11-20T10:00:00+08:00"),
    );
    if (!made.ok) throw new Error(made.code);
    const rules = createRules([...versions, made.value.version]);
    const expected = {
      figure: "cny",
      value: "60000",
      other: { rule: "law-163-hvt", figure: "cash-cny", value: "50000" },
    };
    expect(disagreements(rules, "law-hvt-cash", on).value).toEqual([expected]);
    expect(disagreements(rules, "law-163-hvt", on).value).toMatchObject([
      { figure: "cash-cny", other: { value: "60000" } },
    ]);
    expect(disagreements(rules, "law-hvt-cash", addDays(on, -1)).value).toEqual([]);
    expect(disagreements(rules, "law-aml-30", on).value).toEqual([]);
  });
});
