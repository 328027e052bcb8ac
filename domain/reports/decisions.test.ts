import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { confirmCandidate, endExemption, exemptCandidate } from "./decisions";
import type { Candidate, CandidateState } from "./model";

const candidate = (state: CandidateState, change: Partial<Candidate> = {}): Candidate => ({
  state,
  version: 3,
  final: true,
  businessDate: localDate("2026-10-08"),
  ...change,
});
const law = { rules: testRules() };

describe("exemptCandidate", () => {
  it.each(["open", "confirmed"] as const)("frees an item that is %s, by the law's row", (state) => {
    const decision = exemptCandidate(candidate(state), 3, law);
    expect(decision).toMatchObject({ ok: true, value: "exempt" });
    expect(decision.basis.map(({ ruleId }) => ruleId)).toEqual(["law-hvt-exempt"]);
  });

  it.each([
    ["exempt", 3, {}, "reports.large-value.not-open"],
    ["withdrawn", 3, {}, "reports.large-value.not-open"],
    ["open", 2, {}, "reports.large-value.stale"],
    ["open", 3, { final: false }, "reports.large-value.not-final"],
  ] as const)("refuses %s at version %i", (state, version, change, code) => {
    expect(exemptCandidate(candidate(state, change), version, law)).toMatchObject({ ok: false, code });
  });
});

describe("the other decisions on an exempt item", () => {
  it("check only what is open, and end only what is exempt", () => {
    expect(confirmCandidate(candidate("exempt"), 3)).toMatchObject({ code: "reports.large-value.not-open" });
    expect(endExemption(candidate("exempt"), 3)).toMatchObject({ ok: true, value: "open" });
    expect(endExemption(candidate("exempt"), 2)).toMatchObject({ code: "reports.large-value.stale" });
    expect(endExemption(candidate("confirmed"), 3)).toMatchObject({ code: "reports.exemption.not-exempt" });
  });
});
