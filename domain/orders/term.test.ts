import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { BASIS_DEFINITIONS } from "./bases";
import { BASES, type OrderBasis, type OrderTerm } from "./model";
import { endOfTerm, fittingClasses, handoverBy, judgeTerm } from "./term";

const at = (text: string) => instant(`${text}+08:00`);
const judge = (basis: OrderBasis, term: OrderTerm, renewal = false, from = "2026-10-09T14:32:00") =>
  judgeTerm({ basis, renewal, term, from: at(from), now: at(from), rules: testRules() });

describe("the end of a term", () => {
  it("is the exact moment for hours, whatever day it falls on", () => {
    expect(endOfTerm({ unit: "hours", count: 48 }, at("2026-10-01T02:10:31.250"))).toBe(at("2026-10-03T02:10:31.250"));
  });

  it("is 24:00 of the last day, the first day left out and rest days counted", () => {
    expect(endOfTerm({ unit: "days", count: 30 }, at("2026-09-03T09:00:00"))).toBe(at("2026-10-04T00:00:00"));
    expect(endOfTerm({ unit: "months", count: 6 }, at("2026-08-31T23:59:00"))).toBe(at("2027-03-01T00:00:00"));
    expect(endOfTerm({ unit: "years", count: 1 }, at("2028-02-29T10:00:00"))).toBe(at("2029-03-01T00:00:00"));
    expect(endOfTerm({ unit: "until", on: localDate("2026-12-31") }, at("2026-10-09T10:00:00"))).toBe(
      at("2027-01-01T00:00:00"),
    );
  });
});

describe("the term of an order", () => {
  const confirmed: readonly [
    OrderBasis,
    OrderTerm["unit"] & ("hours" | "days" | "months" | "years"),
    number,
    number,
  ][] = [
    ["criminal", "months", 6, 6],
    ["criminal-complex", "years", 1, 1],
    ["aml-freeze", "hours", 48, 0],
    ["fraud-stop", "hours", 48, 48],
    ["terror-freeze", "months", 2, 1],
  ];
  it.each(confirmed)("on %s in %s is at most %i, renewed at most %i", (basis, unit, first, renewal) => {
    expect(judge(basis, { unit, count: first })).toMatchObject({ ground: null, flags: [] });
    expect(judge(basis, { unit, count: first + 1 })).toMatchObject({ ground: "term-too-long" });
    if (renewal === 0) return;
    expect(judge(basis, { unit, count: renewal }, true).ground).toBeNull();
    expect(judge(basis, { unit, count: renewal + 1 }, true)).toMatchObject({ ground: "term-too-long" });
  });

  it("of a court carries a flag beyond the year of deposits and ends with that of other rights", () => {
    expect(judge("civil", { unit: "years", count: 1 })).toMatchObject({ ground: null, flags: [] });
    expect(judge("civil", { unit: "years", count: 2 }).flags).toEqual(["class-unsettled"]);
    const beyond = judge("civil", { unit: "years", count: 3 });
    expect(beyond).toMatchObject({ ground: null, flags: ["class-unsettled"] });
    expect(beyond.basis.map(({ ruleId }) => ruleId)).toContain("trap-freeze-class");
    expect(judge("civil", { unit: "until", on: localDate("2029-10-10") })).toMatchObject({ ground: "term-too-long" });
  });

  it("beyond a maximum nobody has confirmed is carried out and flagged", () => {
    expect(judge("administrative-compulsion", { unit: "days", count: 30 })).toMatchObject({ ground: null, flags: [] });
    expect(judge("administrative-compulsion", { unit: "days", count: 31 })).toMatchObject({
      ground: null,
      flags: ["term-unconfirmed"],
    });
    expect(judge("administrative-compulsion", { unit: "days", count: 31 }, true).flags).toEqual(["term-unconfirmed"]);
  });

  it("is the paper's where the law names none", () => {
    expect(judge("supervision", { unit: "years", count: 9 })).toMatchObject({ ground: null, flags: [] });
  });

  it("that is over already is no term", () => {
    const over = judge("criminal", { unit: "until", on: localDate("2026-10-08") });
    expect(over.ground).toBe("term-over");
    expect(over.basis.map(({ ruleId }) => ruleId)).toContain("trap-freeze-lapse");
    expect(judge("criminal", { unit: "until", on: localDate("2026-10-09") }).ground).toBeNull();
  });

  it("cites how it was counted", () => {
    const rules = (term: OrderTerm) => judge("supervision", term).basis.map(({ ruleId }) => ruleId);
    expect(rules({ unit: "hours", count: 1 })).toEqual(["law-cc-hour-from-moment"]);
    expect(rules({ unit: "months", count: 1 })).toEqual(["law-cc-start-day-excluded", "law-cc-month-end"]);
    expect(rules({ unit: "days", count: 1 })).toEqual(["law-cc-start-day-excluded"]);
  });

  it("has a row in the rulebook for every basis", () => {
    for (const basis of BASES) {
      expect(testRules().ref(BASIS_DEFINITIONS[basis].rule, localDate("2026-10-09")).ruleId).toBeTruthy();
    }
  });
});

it.each([
  [1, ["deposit", "movable", "other"]],
  [2, ["movable", "other"]],
  [3, ["other"]],
  [4, []],
] as const)("a court's %i years fit %j", (count, classes) => {
  const from = at("2026-10-09T14:32:00");
  const endsAt = endOfTerm({ unit: "years", count }, from);
  const fits = fittingClasses({ basis: "civil", from, endsAt }, testRules(), from);
  expect(fits.value).toEqual(classes);
  expect(fits.basis.map(({ ruleId }) => ruleId)).toEqual(["law-order-civil", "trap-freeze-class"]);
  expect(fittingClasses({ basis: "criminal", from, endsAt }, testRules(), from).value).toEqual([]);
});

it("an administrative decision is handed to whom it concerns within its days, others name none", () => {
  const from = at("2026-10-09T23:59:00");
  const by = handoverBy("administrative-compulsion", from, testRules());
  expect(by).toMatchObject({ value: "2026-10-12", basis: [{ ruleId: "law-order-adm-compulsion" }] });
  expect(handoverBy("civil", from, testRules())).toMatchObject({ value: null, basis: [] });
});
