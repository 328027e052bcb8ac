import fc from "fast-check";
import { expect, it } from "vitest";
import { CHECK_NAMES, CHECKS } from "./checks/names";
import { failedChecks } from "./checks/run";
import { REJECT_REASON_NAMES } from "./codes";
import { acceptSubmission, type Case, grantOverride, proposeOverride } from "./decisions";
import { CHECK_OUTCOMES, DOCUMENT_KINDS, DOCUMENT_STATES, READ_STATES, SUBMISSION_STATES } from "./model";

const someCase: fc.Arbitrary<Case> = fc.record({
  // Mostly decidable ones: else nothing but the first refusal would be seen.
  state: fc.oneof({ arbitrary: fc.constant("ready" as const), weight: 4 }, fc.constantFrom(...SUBMISSION_STATES)),
  version: fc.integer({ min: 1, max: 2 }),
  checkRun: fc.integer({ min: 0, max: 2 }),
  mine: fc.oneof({ arbitrary: fc.constant(true), weight: 3 }, fc.boolean()),
  documents: fc.array(
    fc.record({
      kind: fc.constantFrom(...DOCUMENT_KINDS),
      state: fc.oneof({ arbitrary: fc.constant("accepted" as const), weight: 5 }, fc.constantFrom(...DOCUMENT_STATES)),
      reason: fc.option(fc.constantFrom(...REJECT_REASON_NAMES), { nil: null }),
      readState: fc.constantFrom(...READ_STATES),
    }),
    { maxLength: 3 },
  ),
  findings: fc.array(
    fc.record({
      check: fc.constantFrom(...CHECK_NAMES),
      outcome: fc.oneof({ arbitrary: fc.constant("pass" as const), weight: 3 }, fc.constantFrom(...CHECK_OUTCOMES)),
      code: fc.constant("x"),
      fields: fc.constant([]),
      documents: fc.constant([]),
      params: fc.constant({}),
      basis: fc.constant([]),
    }),
    { maxLength: 4 },
  ),
});
const someChecks = fc.subarray([...CHECK_NAMES], { maxLength: 4 });

it("accepts nothing that is not ready, not one's own, stale, undecided, refused, or contradicted", () => {
  let accepted = 0;
  fc.assert(
    fc.property(someCase, someChecks, fc.integer({ min: 1, max: 2 }), (facts, overridden, version) => {
      const allows =
        facts.state === "ready" &&
        facts.checkRun > 0 &&
        facts.mine &&
        facts.version === version &&
        facts.documents.every(({ state }) => state === "accepted") &&
        facts.findings.every(
          ({ check, outcome }) =>
            outcome !== "fail" || (CHECKS[check].override === "second-person" && overridden.includes(check)),
        );
      const result = acceptSubmission(facts, version, overridden);
      if (result.ok) accepted += 1;
      expect(result.ok).toBe(allows);
    }),
    { numRuns: 3_000 },
  );
  expect(accepted).toBeGreaterThan(100);
});

const by = { receivedBy: "person:a", agreedBy: "person:b" };

it("what may be proposed as an override may be granted as it was proposed, and in no smaller form", () => {
  let proposed = 0;
  fc.assert(
    fc.property(someCase, (facts) => {
      const failed = failedChecks(facts.findings);
      const result = proposeOverride(facts, facts.version, failed);
      if (!result.ok) return;
      proposed += 1;
      const waiting: Case = { ...facts, state: result.value.state, mine: false };
      expect(grantOverride(waiting, result.value.checks, by).ok).toBe(true);
      expect(grantOverride(waiting, result.value.checks.slice(1), by).ok).toBe(false);
      expect(grantOverride(facts, result.value.checks, by).ok).toBe(false);
    }),
    { numRuns: 3_000 },
  );
  expect(proposed).toBeGreaterThan(30);
});
