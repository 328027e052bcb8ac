import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import type { Result } from "../shared/result";
import { instant, localDate } from "../shared/time";
import { availableControls } from "./available-controls";
import { RELEASE_REASONS, RESTRICTION_REASONS, type ReleaseReason, type RestrictionReason } from "./codes";
import {
  applyRelease,
  applyRestriction,
  dropRelease,
  dropRestriction,
  type RestrictionAsked,
  requestRelease,
  requestRestriction,
} from "./decisions";
import { confirmInstruction, failInstruction } from "./instructions";
import type { Instruction, Measure } from "./model";
import { CONTROLS_POLICY } from "./policy";

const uuid = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const now = instant("2026-10-09T14:32:00+08:00");
const account = { id: asId<"account">(uuid(1)), customerId: asId<"customer">(uuid(2)), status: "open" as const };
const asked = (more: Partial<RestrictionAsked> = {}): RestrictionAsked => ({
  kind: "restriction",
  scope: "debit",
  amountMinor: null,
  target: null,
  expiresAt: null,
  reasonCode: "risk-signs",
  reviewOn: localDate("2026-11-09"),
  ...more,
});
const request = (more: Partial<RestrictionAsked> = {}, rest: object = {}) =>
  requestRestriction({
    id: asId<"measure">(uuid(3)),
    approvalId: asId<"approval">(uuid(4)),
    account,
    measures: [],
    cards: [],
    asked: asked(more),
    by: asId<"person">(uuid(5)),
    now,
    rules: testRules(),
    policy: CONTROLS_POLICY,
    ...rest,
  });

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);
const ids = (result: Result<unknown>) => result.basis.map(({ ruleId }) => ruleId);

const order = (verb: Instruction["verb"], measure: Measure, sequence = 1): Instruction => ({
  id: asId<"instruction">(uuid(90 + sequence)),
  measureId: measure.id,
  subject: null,
  accountId: measure.accountId,
  verb,
  sequence,
  state: "sent",
  coreSequence: null,
});
const answered = { about: null, coreSequence: 7, newestCoreSequence: null, now };
const proposed = () => value(request());
const instructed = () => value(applyRestriction({ measure: proposed(), now, rules: testRules() }));
const inForce = () =>
  value(confirmInstruction({ instruction: order("restrict", instructed()), measure: instructed(), ...answered }))
    .measure;
const releaseProposed = () =>
  value(
    requestRelease({
      measure: inForce(),
      approvalId: asId<"approval">(uuid(6)),
      reasonCode: "checked-clear",
      now,
      rules: testRules(),
    }),
  );
const releaseInstructed = () => value(applyRelease({ measure: releaseProposed(), now, rules: testRules() }));

describe("proposing a restriction", () => {
  it.each(Object.entries(RESTRICTION_REASONS))(
    "for %s rests on its rules and on what forbids more",
    (reason, rules) => {
      const result = request({ reasonCode: reason as RestrictionReason });
      expect(ids(result)).toEqual([...rules, "law-nbpi-reg-27", "trap-freeze-own-judgement"]);
      expect(value(result)).toMatchObject({
        kind: "restriction",
        source: "own-judgement",
        state: "proposed",
        rule: { ruleId: rules[0] },
      });
    },
  );

  it.each(["freeze", "deduction"] as const)("own judgement gives no %s", (kind) => {
    const result = request({ kind });
    expect(code(result)).toBe("controls.restriction.kind-needs-order");
    expect(ids(result)).toEqual(["law-nbpi-reg-27", "trap-freeze-own-judgement", "mipay-authority-freeze-deduct"]);
  });

  it.each([
    ["a closed account", {}, { account: { ...account, status: "closed" } }, "controls.restriction.account-closed"],
    ["no amount", { scope: "amount" }, {}, "controls.restriction.amount-missing"],
    ["zero", { scope: "amount", amountMinor: 0n }, {}, "controls.restriction.amount-missing"],
    ["an amount out of place", { amountMinor: 1n }, {}, "controls.restriction.amount-unexpected"],
    ["a review today", { reviewOn: localDate("2026-10-09") }, {}, "controls.restriction.review-past"],
    [
      "a review past the house's span",
      { reviewOn: localDate("2027-01-08") },
      {},
      "controls.restriction.review-too-far",
    ],
    ["a twin still waiting", {}, { measures: [proposed()] }, "controls.restriction.already-proposed"],
  ] as const)("refuses %s", (_, more, rest, expected) => {
    expect(code(request(more as Partial<RestrictionAsked>, rest))).toBe(expected);
  });

  it("the last day of the span is allowed; the day is Shanghai's", () => {
    expect(code(request({ reviewOn: localDate("2027-01-07") }))).toBe("ok");
    const late = instant("2026-10-09T16:30:00Z");
    expect(code(request({ reviewOn: localDate("2026-10-10") }, { now: late }))).toBe(
      "controls.restriction.review-past",
    );
  });

  it("another scope may wait beside it", () => {
    expect(code(request({ scope: "credit" }, { measures: [proposed()] }))).toBe("ok");
  });
});

describe("carrying it out", () => {
  it("reads instructed until the core confirms", () => {
    expect(instructed()).toMatchObject({ state: "instructed", instructedAt: now });
    expect(ids(applyRestriction({ measure: proposed(), now, rules: testRules() }))).toContain(
      "mipay-suspicious-act-first",
    );
    expect(inForce()).toMatchObject({ state: "in-force", inForceAt: now });
  });

  it("only what is proposed is carried out or dropped", () => {
    expect(code(applyRestriction({ measure: instructed(), now, rules: testRules() }))).toBe(
      "controls.measure.not-proposed",
    );
    expect(code(dropRestriction(instructed(), "void"))).toBe("controls.measure.not-proposed");
    expect(value(dropRestriction(proposed(), "rejected")).state).toBe("rejected");
  });

  it("a no of the core: it never took effect", () => {
    expect(
      value(failInstruction({ instruction: order("restrict", instructed()), measure: instructed(), ...answered }))
        .measure.state,
    ).toBe("failed");
  });
});

describe("releasing", () => {
  it.each(Object.entries(RELEASE_REASONS))("for %s rests on its rules", (reason, rules) => {
    const result = requestRelease({
      measure: inForce(),
      approvalId: asId<"approval">(uuid(6)),
      reasonCode: reason as ReleaseReason,
      now,
      rules: testRules(),
    });
    expect(ids(result)).toEqual([...rules]);
    expect(ids(applyRelease({ measure: value(result), now, rules: testRules() }))).toEqual([...rules]);
  });

  it.each([
    ["proposed", proposed],
    ["instructed", instructed],
    ["release-proposed", releaseProposed],
    ["release-instructed", releaseInstructed],
  ] as const)("refuses a measure that is %s", (_, make) => {
    const result = requestRelease({
      measure: make(),
      approvalId: asId<"approval">(uuid(6)),
      reasonCode: "checked-clear",
      now,
      rules: testRules(),
    });
    expect(code(result)).toBe("controls.release.not-in-force");
  });

  it("holds until the core confirms, then is over", () => {
    const measure = releaseInstructed();
    expect(
      value(confirmInstruction({ instruction: order("lift", measure, 2), measure, ...answered })).measure,
    ).toMatchObject({ state: "released", releasedAt: now });
  });

  it("dropped, or refused by the core, leaves the measure as it was", () => {
    expect(value(dropRelease(releaseProposed()))).toEqual(inForce());
    const measure = releaseInstructed();
    expect(value(failInstruction({ instruction: order("lift", measure, 2), measure, ...answered })).measure).toEqual(
      inForce(),
    );
    expect(code(dropRelease(inForce()))).toBe("controls.release.not-proposed");
    expect(code(applyRelease({ measure: inForce(), now, rules: testRules() }))).toBe("controls.release.not-proposed");
  });
});

describe("the core's answers", () => {
  it("counts the first answer of an instruction only", () => {
    const measure = instructed();
    const once = value(confirmInstruction({ instruction: order("restrict", measure), measure, ...answered }));
    expect(code(failInstruction({ instruction: once.instruction, measure: once.measure, ...answered }))).toBe(
      "controls.instruction.already-answered",
    );
  });

  it("an older answer never overrides a newer", () => {
    const measure = instructed();
    const late = value(
      confirmInstruction({ instruction: order("restrict", measure), measure, ...answered, newestCoreSequence: 8 }),
    );
    expect(late).toMatchObject({
      changed: false,
      measure: { state: "instructed" },
      instruction: { state: "applied", coreSequence: 7 },
    });
  });

  it("refuses an answer about another measure", () => {
    const measure = instructed();
    const other = { ...order("restrict", measure), measureId: asId<"measure">(uuid(77)) };
    expect(code(confirmInstruction({ instruction: other, measure, ...answered }))).toBe(
      "controls.instruction.mismatch",
    );
    expect(
      code(confirmInstruction({ instruction: order("restrict", measure), measure, ...answered, about: uuid(77) })),
    ).toBe("controls.instruction.mismatch");
  });
});

describe("what an actor may propose", () => {
  const officer = { permissions: new Set(["controls.request"]) };

  it("a restriction, and the release of what is in force; with the reason why not", () => {
    expect(availableControls(account, [proposed(), inForce()], officer)).toEqual([
      { control: "restrict", measureId: null, refusal: null },
      { control: "release", measureId: uuid(3), refusal: null },
    ]);
    expect(availableControls({ status: "closed" }, [releaseProposed()], officer)).toEqual([
      { control: "restrict", measureId: null, refusal: "controls.restriction.account-closed" },
      { control: "release", measureId: uuid(3), refusal: "controls.release.not-in-force" },
    ]);
  });

  it("nothing without the right", () => {
    expect(availableControls(account, [inForce()], { permissions: new Set(["controls.approve"]) })).toEqual([]);
  });

  it("agrees with the decision for every state", () => {
    for (const measure of [instructed(), inForce(), releaseProposed(), releaseInstructed()]) {
      const shown = availableControls(account, [measure], officer).find(({ control }) => control === "release");
      const result = requestRelease({
        measure,
        approvalId: asId<"approval">(uuid(6)),
        reasonCode: "checked-clear",
        now,
        rules: testRules(),
      });
      expect(shown?.refusal ?? "ok").toBe(code(result));
    }
  });
});
