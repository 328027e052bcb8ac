import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import type { Result } from "../shared/result";
import { addDuration, type Instant, instant, localDate } from "../shared/time";
import { type AtOnceAsked, imposeMeasure } from "./at-once";
import { endMeasure } from "./endings";
import type { InForceMeasure, Measure } from "./model";
import { CONTROLS_POLICY } from "./policy";
import { endByReview, reviewMeasure } from "./review";
import { alarmDue, endOfLastDay, expireMeasure, extendMeasure } from "./term";

const uuid = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const now = instant("2026-10-09T02:10:00+08:00");
const hours = (count: number, from: Instant = now) => addDuration(from, { hours: count });
const ORDER = { type: "order", id: uuid(60) };
const CASE = { type: "loss-report", id: uuid(61) };

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
const code = (result: { ok: boolean; code?: string }) => (result.ok ? "ok" : result.code);
const ids = (result: Result<unknown>) => result.basis.map(({ ruleId }) => ruleId);

const given = (more: Partial<AtOnceAsked> = {}): InForceMeasure => {
  const { measure } = value(
    imposeMeasure({
      id: asId<"measure">(uuid(3)),
      account: { id: asId<"account">(uuid(1)), customerId: asId<"customer">(uuid(2)), status: "open" },
      measures: [],
      cards: [],
      asked: {
        kind: "stop",
        source: "authority",
        reasonCode: "order-stop",
        extent: { scope: "debit", amountMinor: null, target: null },
        subject: ORDER,
        startsAt: null,
        expiresAt: hours(48),
        reviewOn: null,
        secret: false,
        ...more,
      },
      by: asId<"person">(uuid(5)),
      now,
      rules: testRules(),
      policy: CONTROLS_POLICY,
    }),
  );
  return { ...measure, state: "in-force", inForceAt: now } as InForceMeasure;
};
const freeze = () => given({ kind: "freeze", reasonCode: "order-freeze" });
const lost = () =>
  given({ kind: "freeze", source: "customer", reasonCode: "loss-reported", subject: CASE, expiresAt: null });
const unverified = () =>
  given({ source: "customer", reasonCode: "caller-unverified", subject: CASE, expiresAt: hours(2) });
const urgent = () =>
  given({ kind: "restriction", source: "own-judgement", reasonCode: "urgent-risk", subject: null, expiresAt: null });

describe("the end of a term", () => {
  const expire = (measure: Measure, at: Instant) => expireMeasure({ measure, now: at, rules: testRules() });

  it("is the very minute, and not before", () => {
    expect(code(expire(given(), addDuration(hours(48), { seconds: -1 })))).toBe("controls.release.term-running");
    expect(code(expire(lost(), hours(9_999)))).toBe("controls.release.term-running");
    const ended = value(expire(given(), hours(48)));
    expect(ended).toMatchObject({
      outcome: "lifting",
      measure: { releaseReasonCode: "term-ended", endedAt: hours(48), noticedAt: hours(48) },
    });
  });

  it("keeps its own minute when nobody looked in time", () => {
    const late = value(expire(given(), hours(55)));
    expect(late.measure).toMatchObject({ endedAt: hours(48), noticedAt: hours(55) });
  });

  it("rests on what makes it lapse by itself", () => {
    const aml = given({ kind: "freeze", reasonCode: "order-aml-freeze" });
    expect(ids(expire(given(), hours(48)))).toEqual([
      "law-order-86-48h",
      "law-86-48h",
      "trap-freeze-lapse",
      "law-order-crim-lapse",
    ]);
    expect(ids(expire(aml, hours(48)))).toEqual([
      "law-order-aml-48h",
      "law-aml-45-48h",
      "trap-freeze-lapse",
      "law-order-crim-lapse",
    ]);
    expect(ids(expire(freeze(), hours(48)))).toEqual(["law-order-crim-lapse", "trap-freeze-lapse"]);
  });

  it("waits for the core's word, and for nobody's proposal", () => {
    const told = { ...given(), state: "instructed" } as unknown as Measure;
    expect(value(expire(told, hours(48)))).toMatchObject({ outcome: "awaited", measure: { liftFor: "term-ended" } });
    const asked = { ...urgent(), expiresAt: hours(3), state: "release-proposed" } as unknown as Measure;
    expect(value(expire(asked, hours(3)))).toMatchObject({ outcome: "lifting", measure: { releaseApprovalId: null } });
    const gone = { ...given(), state: "released" } as unknown as Measure;
    expect(value(expire(gone, hours(48))).outcome).toBe("ended");
  });

  it("is 24:00 in Shanghai on its last day, a holiday included", () => {
    expect(endOfLastDay(localDate("2026-10-01"))).toBe("2026-10-01T16:00:00.000Z");
  });
});

describe("a renewal", () => {
  const extend = (measure: Measure, expiresAt: Instant, more: object = {}) =>
    extendMeasure({ measure, source: "authority", expiresAt, now: hours(1), rules: testRules(), ...more });

  it("moves the end on, never back", () => {
    expect(value(extend(freeze(), hours(100))).expiresAt).toBe(hours(100));
    expect(code(extend(freeze(), hours(48)))).toBe("controls.measure.never-shorter");
    expect(code(extend(freeze(), hours(47)))).toBe("controls.measure.never-shorter");
    expect(ids(extend(freeze(), hours(100), { ruleId: "law-order-crim-6m" }))).toEqual(["law-order-crim-6m"]);
  });

  it("comes before the end, from whoever gave it, to what still holds", () => {
    expect(code(extend(freeze(), hours(100), { now: hours(48) }))).toBe("controls.measure.term-past");
    expect(code(extend(freeze(), hours(100), { source: "customer" }))).toBe("controls.measure.extend-not-yours");
    expect(code(extend(lost(), hours(100), { source: "customer" }))).toBe("controls.measure.term-missing");
    const gone = { ...freeze(), state: "released" } as unknown as Measure;
    expect(code(extend(gone, hours(100)))).toBe("controls.measure.not-live");
    expect(code(extend({ ...freeze(), liftFor: "order-release" }, hours(100)))).toBe("controls.measure.not-live");
  });

  it("of a stop counts its hours no more often than the rule says in all", () => {
    expect(code(extend(given(), hours(96)))).toBe("ok");
    expect(code(extend(given(), hours(144)))).toBe("ok");
    const late = extend(given(), hours(145));
    expect(code(late)).toBe("controls.measure.term-too-long");
    expect(ids(late)).toEqual(["law-order-86-48h"]);
    const aml = given({ kind: "freeze", reasonCode: "order-aml-freeze", expiresAt: hours(40) });
    expect(code(extend(aml, hours(48)))).toBe("ok");
    expect(code(extend(aml, hours(49)))).toBe("controls.measure.term-too-long");
  });
});

describe("who ends what", () => {
  const end = (measure: Measure, reason: Parameters<typeof endMeasure>[0]["reason"], subject = ORDER) =>
    endMeasure({ measure, reason, subject, now: hours(1), rules: testRules() });

  it("an authority's: the authority and a court, nobody else", () => {
    expect(value(end(freeze(), "order-release")).outcome).toBe("lifting");
    expect(value(end(freeze(), "order-replaced", { type: "order", id: uuid(99) })).outcome).toBe("lifting");
    expect(value(end(freeze(), "court-decision", { type: "court-paper", id: uuid(98) })).outcome).toBe("lifting");
    expect(code(end(freeze(), "order-release", CASE))).toBe("controls.release.not-by-authority");
    // On paper what the platform gave, and by the platform what came on paper.
    const electronic = { type: "electronic-order", id: uuid(97) };
    expect(value(end(freeze(), "order-replaced", electronic)).outcome).toBe("lifting");
    const given = { ...freeze(), subject: electronic } as Measure;
    expect(value(end(given, "order-release", ORDER)).outcome).toBe("lifting");
    expect(code(end(given, "order-release", CASE))).toBe("controls.release.not-by-authority");
    for (const reason of ["holder-restored", "objection-upheld", "wrongly-given", "replaced-and-closed"] as const)
      expect(code(end(freeze(), reason))).toBe("controls.release.not-by-authority");
    expect(ids(end(freeze(), "order-release"))).toEqual(["mipay-authority-freeze-deduct", "law-nbpi-reg-27"]);
  });

  it("the holder's: verified restoration on its own case, or the call back of a short stop", () => {
    expect(value(end(lost(), "holder-restored", CASE)).outcome).toBe("lifting");
    expect(value(end(lost(), "replaced-and-closed", CASE)).outcome).toBe("lifting");
    expect(code(end(lost(), "holder-restored", { type: "loss-report", id: uuid(62) }))).toBe(
      "controls.release.not-by-holder",
    );
    expect(code(end(lost(), "call-back-failed", CASE))).toBe("controls.release.not-its-reason");
    expect(value(end(unverified(), "call-back-failed", CASE)).outcome).toBe("lifting");
    for (const reason of ["order-release", "objection-upheld", "wrongly-given", "court-decision"] as const)
      expect(code(end(lost(), reason, CASE))).toBe("controls.release.not-by-holder");
  });

  it("own judgement at once: an objection upheld, or a review", () => {
    expect(value(end(urgent(), "objection-upheld")).outcome).toBe("lifting");
    expect(code(end(urgent(), "holder-restored"))).toBe("controls.release.not-at-once");
    const planned = { ...urgent(), approvalId: asId<"approval">(uuid(70)) } as unknown as Measure;
    expect(code(end(planned, "wrongly-given"))).toBe("controls.release.not-at-once");
    expect(code(end(planned, "objection-upheld"))).toBe("ok");
    const hidden = { ...urgent(), source: "system", reasonCode: "under-review" } as unknown as Measure;
    expect(code(end(hidden, "objection-upheld"))).toBe("controls.release.not-by-hand");
  });

  it("nothing is ended twice, and a deduction under way is not called back", () => {
    const gone = { ...freeze(), state: "released" } as unknown as Measure;
    expect(value(end(gone, "order-release")).outcome).toBe("ended");
    const taking = { ...freeze(), kind: "deduction", state: "instructed" } as unknown as Measure;
    expect(value(end(taking, "order-release")).outcome).toBe("ended");
    const told = { ...freeze(), state: "instructed" } as unknown as Measure;
    expect(value(end(told, "order-release"))).toMatchObject({
      outcome: "awaited",
      measure: { liftFor: "order-release" },
    });
  });
});

describe("looking at it afterwards", () => {
  const lead = asId<"person">(uuid(9));
  const look = (measure: Measure, more: object = {}) => ({
    measure,
    waits: true,
    by: lead,
    now,
    rules: testRules(),
    ...more,
  });
  const keep = (measure: Measure, more: object = {}) =>
    reviewMeasure({ ...look(measure, more), reviewOn: localDate("2026-12-01"), policy: CONTROLS_POLICY });

  it("is another person's, and only while it waits", () => {
    expect(value(keep(urgent())).reviewOn).toBe("2026-12-01");
    expect(code(keep(urgent(), { by: asId<"person">(uuid(5)) }))).toBe("controls.review.same-person");
    expect(code(keep(urgent(), { by: null }))).toBe("controls.review.same-person");
    expect(code(keep(urgent(), { waits: false }))).toBe("controls.review.none");
    expect(code(endByReview(look(urgent(), { waits: false })))).toBe("controls.review.none");
  });

  it("ends own judgement alone: what a holder or an authority gave ends by its own road", () => {
    expect(value(endByReview(look(urgent())))).toMatchObject({
      outcome: "lifting",
      measure: { releaseReasonCode: "wrongly-given" },
    });
    expect(code(endByReview(look(lost())))).toBe("controls.review.not-endable");
    expect(code(endByReview(look(freeze())))).toBe("controls.review.not-endable");
  });
});

describe("alarms before the end", () => {
  const term = (days: number) => ({ startsAt: now, expiresAt: hours(days * 24) });
  it("ring in days for long terms and in hours for short ones", () => {
    expect(alarmDue(term(60), hours(24 * 29))).toBeNull();
    expect(alarmDue(term(60), hours(24 * 30))).toBe("30d");
    expect(alarmDue(term(60), hours(24 * 53))).toBe("7d");
    expect(alarmDue(term(60), hours(24 * 59 + 3))).toBe("1d");
    expect(alarmDue(term(60), hours(24 * 60))).toBeNull();
    expect(alarmDue(term(2), hours(30))).toBeNull();
    expect(alarmDue(term(2), hours(36))).toBe("12h");
    expect(alarmDue(term(2), hours(47))).toBe("1h");
  });
});
