import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import {
  type Adjustment,
  agreedOf,
  endEarly,
  isEndingTold,
  lowerAtOnce,
  presentValue,
  proposeRaise,
  type Wish,
} from "./adjustments";
import { ADJUSTMENT_BASIS, ADJUSTMENT_KINDS, LOWERING_BASIS } from "./codes";
import { type Agreed, NOTHING_AGREED } from "./model";
import { account, yuan } from "./testing";

const NOW = instant("2026-11-20T10:00:00+08:00");
const TODAY = localDate("2026-11-20");
const UNTIL = localDate("2027-02-28");
const HIGHER: Readonly<Record<Wish["kind"], Pick<Wish, "value" | "dayMinor">>> = {
  day: { value: yuan(20_000), dayMinor: null },
  "transfer-day": { value: yuan(3_000), dayMinor: null },
  "transfer-count": { value: 6n, dayMinor: null },
  "transfer-year": { value: yuan(80_000), dayMinor: null },
  "password-free": { value: yuan(200), dayMinor: yuan(1_000) },
};
const wish = (kind: Wish["kind"], changes: Partial<Wish> = {}): Wish => ({
  kind,
  ...HIGHER[kind],
  until: UNTIL,
  ...changes,
});
const of = (one: Wish, agreed: Partial<Agreed> = {}) => ({
  account: account({ agreed: { ...NOTHING_AGREED, ...agreed } }),
  currency: "CNY",
  wish: one,
  now: NOW,
});
/** A year's transfers have no bound by themselves: what is asked for is raised from a low one. */
const LOW = { transferYearMinor: yuan(100) };
const raise = (one: Wish, agreed: Partial<Agreed> = LOW) => proposeRaise(of(one, agreed), testRules());
const lower = (one: Wish, agreed: Partial<Agreed> = {}) => lowerAtOnce(of(one, agreed), testRules());
const ids = (result: { readonly basis: readonly { readonly ruleId: string }[] }) =>
  result.basis.map(({ ruleId }) => ruleId);

describe("raising a limit", () => {
  it.each(ADJUSTMENT_KINDS)("of %s rests on its rows and ends with its last day", (kind) => {
    const asked = raise(wish(kind));
    expect(asked).toMatchObject({ ok: true, value: { endsAt: instant("2027-03-01T00:00:00+08:00") } });
    expect(ids(asked)).toEqual(ADJUSTMENT_BASIS[kind]);
  });

  it("is measured against the law and the defaults, to the fen and the payment", () => {
    const now = (kind: Wish["kind"]) => presentValue(kind, NOTHING_AGREED, testRules(), TODAY);
    expect([
      now("day"),
      now("transfer-day"),
      now("transfer-count"),
      now("transfer-year"),
      now("password-free"),
    ]).toEqual([yuan(5_000), yuan(1_000), 4n, null, 0n]);
    expect(raise(wish("transfer-day", { value: yuan(1_000) }))).toMatchObject({ code: "limits.adjustment.not-higher" });
    expect(raise(wish("transfer-count", { value: 4n }))).toMatchObject({ code: "limits.adjustment.not-higher" });
  });

  it("never lets payments without password pass the thousand a day of fewer than two factors (trap-free-verify)", () => {
    const beyond = raise(wish("password-free", { dayMinor: yuan(1_000) + 1n }));
    expect(beyond).toMatchObject({ code: "limits.adjustment.above-law" });
    expect(ids(beyond)).toEqual(["law-np-24-c", "trap-free-verify"]);
    expect(raise(wish("password-free", { dayMinor: yuan(199) }))).toMatchObject({
      code: "limits.adjustment.day-below-payment",
    });
  });

  it("needs an end that lies ahead, and not too far", () => {
    expect(raise(wish("day", { until: null }))).toMatchObject({ code: "limits.adjustment.end-missing" });
    expect(raise(wish("day", { until: localDate("2026-11-19") }))).toMatchObject({
      code: "limits.adjustment.end-past",
    });
    expect(raise(wish("day", { until: localDate("2028-11-20") }))).toMatchObject({
      code: "limits.adjustment.end-too-far",
    });
  });
});

describe("lowering a limit", () => {
  it.each([
    ["day", { value: yuan(100) }, {}],
    ["transfer-day", { value: yuan(500) }, {}],
    ["transfer-count", { value: 1n }, {}],
    ["transfer-year", { value: yuan(5_000) }, {}],
    ["password-free", { value: 0n, dayMinor: null }, { passwordFree: { paymentMinor: 1n, dayMinor: 1n } }],
  ] as const)("of %s holds at the customer's word, on its rows", (kind, changes, agreed) => {
    const asked = lower(wish(kind, { until: null, ...changes }), agreed);
    expect(asked).toMatchObject({ ok: true, value: { endsAt: null } });
    expect(ids(asked)).toEqual(LOWERING_BASIS[kind]);
  });

  it("is refused for what is no lower", () => {
    expect(lower(wish("transfer-day"))).toMatchObject({ code: "limits.adjustment.not-lower" });
    expect(lower(wish("password-free", { value: 0n, dayMinor: null }))).toMatchObject({
      code: "limits.adjustment.not-lower",
    });
  });
});

describe("what holds", () => {
  const one = (changes: Partial<Adjustment>): Adjustment => ({
    id: "a",
    kind: "transfer-day",
    value: yuan(500),
    dayMinor: null,
    direction: "lowered",
    state: "in-force",
    endsAt: null,
    ...changes,
  });
  const raised = one({
    id: "b",
    direction: "raised",
    value: yuan(3_000),
    endsAt: instant("2026-11-20T11:00:00+08:00"),
  });

  it("is a raise while it lasts, to its very moment, and then the customer's own lowering again", () => {
    const at = (time: string) => agreedOf([one({}), raised], instant(`2026-11-20T${time}+08:00`)).transferDayMinor;
    expect(at("10:59:59")).toBe(yuan(3_000));
    expect(at("11:00:00")).toBe(yuan(500));
  });

  it("a raise may be ended by anybody, a customer's own lowering by nobody but himself", () => {
    expect(endEarly(raised, testRules(), TODAY)).toMatchObject({ ok: true, value: { as: "by-house" } });
    expect(endEarly(one({}), testRules(), TODAY)).toMatchObject({ code: "limits.adjustment.holders-own" });
    expect(endEarly(one({ state: "ended" }), testRules(), TODAY)).toMatchObject({
      code: "limits.adjustment.not-in-force",
    });
  });
});

describe("telling that a raise ends", () => {
  const raise = {
    direction: "raised",
    state: "in-force",
    endsAt: instant("2026-12-01T00:00:00+08:00"),
    startedAt: instant("2026-11-01T10:00:00+08:00"),
  } as const;

  it("is due seven days before, and not once it has ended", () => {
    expect(isEndingTold(raise, instant("2026-11-23T23:59:59+08:00"))).toBe(false);
    expect(isEndingTold(raise, instant("2026-11-24T00:00:00+08:00"))).toBe(true);
    expect(isEndingTold(raise, instant("2026-11-30T23:59:59+08:00"))).toBe(true);
    expect(isEndingTold(raise, instant("2026-12-01T00:00:00+08:00"))).toBe(false);
  });

  it("is not due of a short raise, a lowering, or what does not hold", () => {
    const at = instant("2026-11-28T00:00:00+08:00");
    expect(isEndingTold({ ...raise, startedAt: instant("2026-11-24T00:00:00+08:00") }, at)).toBe(false);
    expect(isEndingTold({ ...raise, direction: "lowered" }, at)).toBe(false);
    expect(isEndingTold({ ...raise, state: "ended" }, at)).toBe(false);
    expect(isEndingTold({ ...raise, endsAt: null }, at)).toBe(false);
  });
});
