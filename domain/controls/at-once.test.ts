import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { asId } from "../shared/ids";
import type { Result } from "../shared/result";
import { addDuration, instant, localDate } from "../shared/time";
import { type AtOnceAsked, imposeMeasure } from "./at-once";
import { AT_ONCE_REASONS } from "./codes";
import { KINDS_OF_SOURCE, MEASURE_KINDS, type Measure, roadOf } from "./model";
import { CONTROLS_POLICY } from "./policy";
import { shown } from "./secrecy";

const uuid = (n: number) => `01920000-0000-7000-8000-${String(n).padStart(12, "0")}`;
const now = instant("2026-10-09T02:10:00+08:00");
const account = { id: asId<"account">(uuid(1)), customerId: asId<"customer">(uuid(2)), status: "open" as const };
const CARD = uuid(50);
const hours = (count: number) => addDuration(now, { hours: count });

const asked = (more: Partial<AtOnceAsked> = {}): AtOnceAsked => ({
  kind: "freeze",
  source: "authority",
  reasonCode: "order-freeze",
  extent: { scope: "debit", amountMinor: null, target: null },
  subject: { type: "order", id: uuid(60) },
  startsAt: null,
  expiresAt: null,
  reviewOn: null,
  secret: false,
  ...more,
});
const impose = (more: Partial<AtOnceAsked> = {}, rest: object = {}) =>
  imposeMeasure({
    id: asId<"measure">(uuid(3)),
    account,
    measures: [],
    cards: [CARD],
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

const urgent = { kind: "restriction", source: "own-judgement", reasonCode: "urgent-risk", subject: null } as const;
const stop = { kind: "stop", reasonCode: "order-stop", expiresAt: hours(48) } as const;
const lost = { kind: "freeze", source: "customer", reasonCode: "loss-reported" } as const;

describe("who may give what", () => {
  it("is written per source: own judgement restricts, the holder stops and freezes, an order deducts besides", () => {
    expect(KINDS_OF_SOURCE).toEqual({
      "own-judgement": ["restriction"],
      system: ["restriction"],
      customer: ["stop", "freeze"],
      authority: ["stop", "freeze", "deduction"],
    });
    for (const kind of MEASURE_KINDS.filter((one) => one !== "restriction")) {
      const refused = impose({ ...urgent, kind, expiresAt: hours(2) });
      expect(code(refused)).toBe("controls.measure.kind-not-of-source");
      expect(ids(refused)).toEqual(["law-nbpi-reg-27", "trap-freeze-own-judgement", "mipay-authority-freeze-deduct"]);
    }
    expect(code(impose({ kind: "restriction" }))).toBe("controls.measure.kind-not-of-source");
    expect(code(impose({ ...lost, kind: "deduction" }))).toBe("controls.measure.kind-not-of-source");
  });

  it("pairs each reason with its source and its kind", () => {
    expect(code(impose({ reasonCode: "loss-reported" }))).toBe("controls.measure.reason-not-of-source");
    expect(code(impose({ ...lost, reasonCode: "order-freeze" }))).toBe("controls.measure.reason-not-of-source");
    expect(code(impose({ reasonCode: "order-stop", expiresAt: hours(2) }))).toBe(
      "controls.measure.reason-not-of-source",
    );
    expect(code(impose({ ...lost, reasonCode: "caller-unverified" }))).toBe("controls.measure.reason-not-of-source");
    expect(code(impose({ ...lost, secret: true }))).toBe("controls.measure.reason-not-of-source");
  });

  it("asks for a person behind own judgement and a paper behind the rest", () => {
    expect(code(impose(urgent, { by: null }))).toBe("controls.measure.person-required");
    expect(value(impose({}, { by: null })).measure.requestedBy).toBe("system");
    expect(code(impose({ subject: null }))).toBe("controls.measure.subject-missing");
    expect(code(impose({ ...lost, subject: null }))).toBe("controls.measure.subject-missing");
  });

  it("rests on the rules of its reason", () => {
    expect(ids(impose(urgent))).toEqual([
      "mipay-suspicious-act-first",
      "law-antifraud-18",
      "mipay-after-notice",
      "law-nbpi-reg-27",
      "trap-freeze-own-judgement",
    ]);
    expect(ids(impose(lost))).toEqual([
      "mipay-notify-5-cases",
      "mipay-right-account-actions",
      "mipay-loss-report-prompt",
    ]);
    expect(ids(impose(stop))).toEqual([
      "law-order-86-48h",
      "law-antifraud-20",
      "mipay-authority-freeze-deduct",
      "law-nbpi-reg-27",
    ]);
    expect(ids(impose())).toEqual(["mipay-authority-freeze-deduct", "law-order-intake", "law-nbpi-reg-27"]);
    const other = impose({ ruleId: "law-order-civil" });
    expect(value(other).measure.rule.ruleId).toBe("law-order-civil");
    expect(Object.keys(AT_ONCE_REASONS)).toHaveLength(8);
  });
});

describe("what is given", () => {
  it("is instructed at once, without an approval, from its moment", () => {
    const { outcome, measure } = value(
      impose({ ...stop, startsAt: addDuration(now, { minutes: -3 }), expiresAt: hours(47) }),
    );
    expect(outcome).toBe("imposed");
    expect(measure).toMatchObject({ state: "instructed", approvalId: null, instructedAt: now, kind: "stop" });
    expect(measure.startsAt).toBe("2026-10-08T18:07:00.000Z");
    expect(roadOf(measure)).toBe("at-once");
  });

  it("is given once for a reason, a paper and a reach, and again for any other", () => {
    const first = value(impose(stop)).measure;
    const again = value(impose(stop, { measures: [first] }));
    expect(again).toEqual({ outcome: "already", measure: first });
    const wider = { ...stop, extent: { scope: "all", amountMinor: null, target: null } } as const;
    expect(value(impose(wider, { measures: [first] })).outcome).toBe("imposed");
    const other = { ...stop, subject: { type: "order", id: uuid(61) } };
    expect(value(impose(other, { measures: [first] })).outcome).toBe("imposed");
    const ended = { ...first, state: "released" } as unknown as Measure;
    expect(value(impose(stop, { measures: [ended] })).outcome).toBe("imposed");
  });

  it("is refused on a closed account", () => {
    expect(code(impose({}, { account: { ...account, status: "closed" } }))).toBe("controls.restriction.account-closed");
  });

  it("is shown as under review where its paper may not be told of", () => {
    const secret = value(impose({ reasonCode: "order-aml-freeze", expiresAt: hours(48), secret: true })).measure;
    expect(secret).toMatchObject({ kind: "freeze", source: "authority", expiresAt: hours(48) });
    expect(shown(secret)).toMatchObject({
      kind: "restriction",
      source: "system",
      reasonCode: "under-review",
      requestedBy: "system",
      subject: { type: "review" },
      expiresAt: null,
    });
    const plain = value(impose()).measure;
    expect(shown(plain)).toBe(plain);
  });
});

describe("a reach or a term that contradicts itself", () => {
  const reach = (scope: AtOnceAsked["extent"]["scope"], amountMinor: bigint | null, target: string | null) =>
    code(impose({ extent: { scope, amountMinor, target } }));

  it("is refused with its field", () => {
    expect(reach("amount", null, null)).toBe("controls.restriction.amount-missing");
    expect(reach("amount", 0n, null)).toBe("controls.restriction.amount-missing");
    expect(reach("debit", 5n, null)).toBe("controls.restriction.amount-unexpected");
    expect(reach("function", null, null)).toBe("controls.restriction.target-missing");
    expect(reach("function", null, "gambling")).toBe("controls.restriction.target-unknown");
    expect(reach("function", null, "withdrawal")).toBe("ok");
    expect(reach("card", null, null)).toBe("controls.restriction.target-missing");
    expect(reach("card", null, uuid(51))).toBe("controls.restriction.card-foreign");
    expect(reach("card", null, CARD)).toBe("ok");
    expect(reach("debit", null, CARD)).toBe("controls.restriction.target-unexpected");
    expect(reach("card", 5n, CARD)).toBe("controls.restriction.amount-unexpected");
    const credit = { scope: "credit", amountMinor: null, target: null } as const;
    expect(code(impose({ ...stop, extent: credit }))).toBe("controls.measure.scope-contradicts");
  });

  it("a deduction is a sum, once, without a term", () => {
    const deduction = { kind: "deduction", reasonCode: "order-deduction" } as const;
    const sum = { scope: "amount", amountMinor: 12_345n, target: null } as const;
    expect(code(impose({ ...deduction, extent: sum }))).toBe("ok");
    expect(code(impose(deduction))).toBe("controls.measure.scope-contradicts");
    expect(code(impose({ ...deduction, extent: sum, expiresAt: hours(1) }))).toBe("controls.measure.scope-contradicts");
  });

  it("a stop ends by itself; no term is over before it begins, and none starts later", () => {
    expect(code(impose({ ...stop, expiresAt: null }))).toBe("controls.measure.term-missing");
    expect(code(impose({ expiresAt: now }))).toBe("controls.measure.term-past");
    expect(code(impose({ expiresAt: addDuration(now, { minutes: -1 }) }))).toBe("controls.measure.term-past");
    expect(code(impose({ startsAt: hours(1), expiresAt: hours(2) }))).toBe("controls.measure.starts-late");
    expect(code(impose({ reviewOn: localDate("2026-10-09") }))).toBe("controls.restriction.review-past");
  });

  it("lasts no longer than the hours its rule gives, counted from its own start", () => {
    const from = { startsAt: addDuration(now, { hours: -2 }) };
    const aml = { reasonCode: "order-aml-freeze" } as const;
    for (const what of [stop, aml]) {
      expect(code(impose({ ...what, ...from, expiresAt: hours(46) }))).toBe("ok");
      const late = impose({ ...what, ...from, expiresAt: addDuration(now, { hours: 46, minutes: 1 }) });
      expect(code(late)).toBe("controls.measure.term-too-long");
    }
    expect(ids(impose({ ...stop, expiresAt: hours(49) }))).toEqual(["law-order-86-48h"]);
    expect(code(impose({ expiresAt: hours(24 * 180) }))).toBe("ok");
  });
});
