import { describe, expect, it } from "vitest";
import { CHECK_NAMES, CHECKS } from "./names";
import { failedChecks, runChecks, warnedChecks } from "./run";
import { CLEAR, enterpriseInput, personInput, reading, short } from "./testing";

describe("all checks on one submission", () => {
  it("find nothing against a person but the region of nobody's number", () => {
    const findings = runChecks(personInput());
    expect(failedChecks(findings)).toEqual([]);
    expect(warnedChecks(findings)).toEqual(["resident-number"]);
    expect([...new Set(findings.map(({ check }) => check))]).toEqual([
      "resident-number",
      "validity",
      "age",
      "agreement",
      "registry",
      "quality",
      "duplicate",
      "phone-one-id",
      "list-hit",
      "channels",
      "completeness",
    ]);
  });

  it("find nothing against an enterprise but the region of its representative's number", () => {
    const findings = runChecks(enterpriseInput());
    expect(failedChecks(findings)).toEqual([]);
    expect(warnedChecks(findings)).toEqual(["resident-number"]);
    expect(findings.map(({ check }) => check)).toContain("credit-code");
    expect(findings.map(({ check }) => check)).toContain("ownership");
  });

  it("name a check once, however often it failed, and not among the warned", () => {
    const poor = { ...CLEAR, sharpness: 10, glareFree: 40 };
    const findings = runChecks(
      personInput({ documents: [{ kind: "id-front", readState: "read", readProblem: null, quality: poor }] }),
    );
    expect(short(findings, "quality")).toEqual(["fail blurred", "warn glare"]);
    expect(failedChecks(findings)).toEqual(["quality"]);
    expect(warnedChecks(findings)).not.toContain("quality");
  });

  it("rest each finding on the rules its check is registered with", () => {
    const findings = [
      ...runChecks(personInput({}, { idNumber: "1", birthDate: "2015-01-01", idValidTo: "2020-01-01" })),
      ...runChecks(
        enterpriseInput({ ownership: null, documents: [] }, { idNumber: "1", representativeName: undefined }),
      ),
    ];
    for (const { check, basis } of findings) {
      expect(basis.length).toBeGreaterThan(0);
      for (const { ruleId } of basis) expect(CHECKS[check].rules as readonly string[]).toContain(ruleId);
    }
  });

  it("are in the order of the register", () => {
    const order = runChecks(personInput()).map(({ check }) => CHECK_NAMES.indexOf(check));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("hold no declared value in their params", () => {
    const input = personInput({ readings: [reading("name", "林小萌"), reading("idNumber", "1")] }, { idNumber: "x" });
    const text = JSON.stringify(runChecks(input));
    for (const value of Object.values(input.declared)) {
      if (value !== undefined && value.length > 3 && value !== "resident-id") expect(text).not.toContain(value);
    }
  });
});
