import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { AUTOMATIC_DECISIONS, explain, isLimitReason, TOLD_RESTRICTIONS } from "./automatic";
import { assessmentCases, conclude, keptUntil, type ProcessingFacts, uncovered } from "./decisions";
import { ASSESSMENT_CASES, DECISION_KINDS } from "./model";

const TODAY = localDate("2026-10-09");
const PLAIN: ProcessingFacts = {
  fields: ["mobile"],
  automated: false,
  provided: false,
  exported: false,
  majorEffect: false,
};
const cases = (change: Partial<ProcessingFacts> = {}) => assessmentCases({ ...PLAIN, ...change }, TODAY, testRules());
const ids = (basis: readonly { ruleId: string }[]) => basis.map(({ ruleId }) => ruleId);

describe("what is assessed before it begins", () => {
  it.each([
    [{ fields: ["face"] }, "sensitive"],
    [{ fields: ["card-number"] }, "sensitive"],
    [{ automated: true }, "automated"],
    [{ provided: true }, "provide"],
    [{ exported: true }, "export"],
    [{ majorEffect: true }, "major-effect"],
  ] as const)("%o falls under %s", (facts, found) => {
    expect(cases(facts).value).toEqual([found]);
  });

  it("are the law's five cases, and nothing else", () => {
    expect(ASSESSMENT_CASES).toHaveLength(Number(testRules().figure("law-pipl-55", "listed", TODAY).value));
    expect(cases().value).toEqual([]);
    expect(ids(cases().basis)).toEqual(["law-pipl-55"]);
    expect(ids(cases({ fields: ["face"] }).basis)).toEqual(["law-pipl-55", "law-pipl-28"]);
  });

  it("is covered case by case, by what was accepted", () => {
    const made = [
      { caseCode: "sensitive", state: "accepted" },
      { caseCode: "provide", state: "draft" },
      { caseCode: "export", state: "rejected" },
    ] as const;
    expect(uncovered(["sensitive", "provide", "export"], made)).toEqual(["provide", "export"]);
  });
});

describe("concluding an assessment", () => {
  const end = (change: Partial<Parameters<typeof conclude>[0]> = {}) =>
    conclude(
      {
        outcome: "accepted",
        risk: "low",
        measures: [],
        madeBy: "person:a",
        decider: "person:b",
        state: "draft",
        ...change,
      },
      TODAY,
      testRules(),
    );

  it("keeps the report three years", () => {
    expect(end()).toMatchObject({ ok: true, value: { keptUntil: "2029-10-09", majorChange: false } });
    expect(keptUntil(TODAY, testRules()).basis[0]?.ruleId).toBe("law-pipl-56");
  });

  it("is done by somebody else, once, and with something done about a risk", () => {
    expect(end({ decider: "person:a" })).toMatchObject({ code: "processing.assessment.own" });
    expect(end({ state: "accepted" })).toMatchObject({ code: "processing.assessment.not-draft" });
    expect(end({ risk: "medium" })).toMatchObject({ code: "processing.assessment.measures-missing" });
    expect(end({ risk: "medium", outcome: "rejected" }).ok).toBe(true);
  });

  it("makes a high risk a major change of the policy", () => {
    const high = end({ risk: "high", measures: ["encrypt"] });
    expect(high).toMatchObject({ ok: true, value: { majorChange: true } });
    expect(ids(high.basis)).toContain("llpriv-major-change-6");
  });
});

describe("what the system decides by itself", () => {
  it.each(DECISION_KINDS)("%s is explained, and looked at again by a person", (kind) => {
    const { value, basis } = explain(kind, TODAY, testRules());
    expect(value).toEqual({ review: true });
    expect(ids(basis)).toEqual(["law-pipl-48", "law-pipl-24", ...AUTOMATIC_DECISIONS[kind].rules]);
  });

  it("says nothing of what stands on an account, nor of what is under review", () => {
    expect(isLimitReason("limits.held.debit")).toBe(false);
    expect(isLimitReason("limits.line.day")).toBe(true);
    expect(TOLD_RESTRICTIONS).not.toContain("under-review");
  });
});
