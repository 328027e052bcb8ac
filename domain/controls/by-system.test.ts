import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import type { Result } from "../shared/result";
import { instant, localDate } from "../shared/time";
import { availableControls } from "./available-controls";
import { type GroundStated, imposeRestriction, liftRestriction, wantsAfterReview } from "./by-system";
import { SYSTEM_REASONS, type SystemGround } from "./codes";
import { applyRelease, dropRelease, requestRelease } from "./decisions";
import { awaitedLift } from "./endings";
import type { InstructedMeasure, Measure } from "./model";
import { CONTROLS_POLICY } from "./policy";
import { reviewMeasure } from "./review";

const uuid = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const now = instant("2026-10-09T14:32:00+08:00");
const account = { id: asId<"account">(uuid(1)), customerId: asId<"customer">(uuid(2)), status: "open" as const };
const stated = (more: Partial<GroundStated> = {}): GroundStated => ({
  ground: "identity-expired",
  scope: "debit",
  subject: { type: "trigger", id: uuid(7) },
  reviewOn: null,
  ...more,
});
const impose = (
  more: Partial<GroundStated> = {},
  measures: readonly Measure[] = [],
  status: "open" | "closed" = "open",
) =>
  imposeRestriction({
    id: asId<"measure">(uuid(3)),
    account: { ...account, status },
    measures,
    stated: stated(more),
    now,
    rules: testRules(),
    policy: CONTROLS_POLICY,
  });
const lift = (measure: Measure) => liftRestriction({ measure, now, rules: testRules() });

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const imposed = (more: Partial<GroundStated> = {}): InstructedMeasure => {
  const { outcome, measure } = value(impose(more));
  if (outcome !== "imposed") throw new Error(outcome);
  return measure;
};
const inForce = (more: Partial<GroundStated> = {}) => {
  const measure = imposed(more);
  return { ...measure, state: "in-force" as const, inForceAt: now };
};
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);

describe("a restriction by the system", () => {
  it.each(Object.keys(SYSTEM_REASONS).filter((reason) => reason !== "under-review") as SystemGround[])(
    "is instructed at once for %s, with its rule and nobody's yes",
    (ground) => {
      const result = impose({ ground });
      const { outcome, measure } = value(result);
      expect(outcome).toBe("imposed");
      expect(measure).toMatchObject({ source: "system", state: "instructed", approvalId: null, requestedBy: "system" });
      const [own] = SYSTEM_REASONS[ground as keyof typeof SYSTEM_REASONS];
      expect(measure.rule.ruleId).toBe(own);
      expect(result.basis.map(({ ruleId }) => ruleId)).toEqual([
        ...SYSTEM_REASONS[ground as keyof typeof SYSTEM_REASONS],
        "law-nbpi-reg-27",
        "trap-freeze-own-judgement",
      ]);
    },
  );

  it("carries another rule where the case rests on another row", () => {
    const result = impose({ ground: "dormant-since-opening", ruleId: "law-261-dormant" });
    expect(value(result).measure.rule.ruleId).toBe("law-261-dormant");
    expect(result.basis.filter(({ ruleId }) => ruleId === "law-261-dormant")).toHaveLength(1);
  });

  it("says of a ground that may not be told no more than that a review is under way", () => {
    const result = impose({ ground: "list-hit", subject: { type: "screening-hit", id: uuid(8) }, scope: "all" });
    const text = JSON.stringify([value(result).measure, result.basis]);
    expect(text).not.toMatch(/list|hit|screening|aml-40/);
    expect(value(result).measure).toMatchObject({
      reasonCode: "under-review",
      subject: { type: "review", id: uuid(8) },
    });
  });

  it("is given once for a ground and its subject, and again when the first has ended", () => {
    const first = inForce();
    expect(value(impose({}, [first]))).toEqual({ outcome: "already", measure: first });
    expect(value(impose({ subject: { type: "trigger", id: uuid(9) } }, [first])).outcome).toBe("imposed");
    expect(value(impose({ ground: "dormant-since-opening" }, [first])).outcome).toBe("imposed");
    const leaving = value(lift(first)).measure;
    expect(value(impose({}, [leaving])).outcome).toBe("imposed");
    expect(value(impose({}, [{ ...imposed(), state: "failed" }])).outcome).toBe("imposed");
  });

  it("stays when its ground comes back before the lift could go out", () => {
    const awaited = value(lift(imposed())).measure;
    expect(awaited.liftFor).toBe("ground-gone");
    expect(value(impose({}, [awaited]))).toMatchObject({ outcome: "kept", measure: { liftFor: null } });
  });

  it("refuses a closed account and a review date out of bounds", () => {
    expect(code(impose({}, [], "closed"))).toBe("controls.restriction.account-closed");
    expect(code(impose({ reviewOn: localDate("2026-10-09") }))).toBe("controls.restriction.review-past");
    expect(code(impose({ reviewOn: localDate("2027-10-09") }))).toBe("controls.restriction.review-too-far");
    expect(value(impose()).measure.reviewOn).toBe("2027-01-07");
  });
});

describe("its end", () => {
  it("is told to the core when it is in force, and waits otherwise", () => {
    expect(value(lift(inForce()))).toMatchObject({
      outcome: "lifting",
      measure: { state: "release-instructed", releaseReasonCode: "ground-gone", releaseApprovalId: null },
    });
    const awaited = value(lift(imposed()));
    expect(awaited.outcome).toBe("awaited");
    expect(awaitedLift(awaited.measure, now)).toBeNull();
    expect(awaitedLift({ ...inForce(), liftFor: "ground-gone" }, now)).toMatchObject({ state: "release-instructed" });
    expect(awaitedLift(inForce(), now)).toBeNull();
    expect(value(lift({ ...imposed(), state: "failed" })).outcome).toBe("ended");
  });

  it("waits for people who are deciding about it, and follows when they say no", () => {
    const asked = requestRelease({
      measure: inForce(),
      approvalId: asId<"approval">(uuid(4)),
      reasonCode: "data-renewed",
      now,
      rules: testRules(),
    });
    const awaited = value(lift(value(asked))).measure;
    expect(awaited.state).toBe("release-proposed");
    expect(awaitedLift(value(dropRelease(awaited)), now)).toMatchObject({ state: "release-instructed" });
    expect(value(applyRelease({ measure: awaited, now, rules: testRules() }))).toMatchObject({
      state: "release-instructed",
      liftFor: null,
      releaseReasonCode: "data-renewed",
    });
  });

  it("is not the system's to decide of what people gave, nor people's of what is under review", () => {
    const own = { ...inForce(), source: "own-judgement", reasonCode: "risk-signs" } as unknown as Measure;
    expect(code(lift(own))).toBe("controls.release.not-by-system");
    const hidden = inForce({ ground: "list-hit" });
    const asked = requestRelease({
      measure: hidden,
      approvalId: asId<"approval">(uuid(4)),
      reasonCode: "checked-clear",
      now,
      rules: testRules(),
    });
    expect(code(asked)).toBe("controls.release.not-by-hand");
    const [, release] = availableControls(account, [hidden], { permissions: new Set(["controls.request"]) });
    expect(release?.refusal).toBe("controls.release.not-by-hand");
  });
});

describe("looking at it afterwards", () => {
  const look = (measure: Measure, waits: boolean, on = "2026-12-01") =>
    reviewMeasure({
      measure,
      waits,
      by: asId<"person">(uuid(9)),
      reviewOn: localDate(on),
      now,
      rules: testRules(),
      policy: CONTROLS_POLICY,
    });

  it("is asked for where the rule leaves room, and moves the day of the next look", () => {
    expect(wantsAfterReview(imposed({ ground: "reverification-unanswered" }))).toBe(true);
    expect(wantsAfterReview(imposed({ ground: "dormant-since-opening" }))).toBe(false);
    expect(value(look(inForce(), true)).reviewOn).toBe("2026-12-01");
    expect(code(look(inForce(), false))).toBe("controls.review.none");
    expect(code(look(inForce(), true, "2026-10-09"))).toBe("controls.restriction.review-past");
  });
});
