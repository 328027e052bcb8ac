import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import type { AccountClass } from "./model";
import { type ClassFacts, classOutcome, lowerClass, otherPerson, targetClass } from "./outcome";

const rules = testRules();
const on = localDate("2026-10-09");
const facts = (over: Partial<ClassFacts> = {}): ClassFacts => ({
  subject: "person",
  purpose: "upgrade",
  requestedClass: null,
  reached: 2,
  channels: 3,
  accounts: [{ id: "a", accountClass: 1 }],
  ...over,
});
const outcome = (over: Partial<ClassFacts> = {}) => classOutcome(facts(over), rules, on);

describe("the class that follows", () => {
  it("rises to what is reached, and rests on the rule of that class", () => {
    expect(outcome()).toMatchObject({ value: { target: 2, change: { accountId: "a", from: 1, to: 2 } } });
    expect(outcome().basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-tier2-verify", "law-np-11-first"]);
    const third = outcome({ reached: 3, channels: 5 });
    expect(third.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-tier3-verify", "law-np-11-first"]);
  });
  it("is the one asked for, where more is reached", () => {
    expect(outcome({ requestedClass: 2, reached: 3 })).toMatchObject({ value: { target: 2, change: { to: 2 } } });
  });
  it("is refused where it is not reached, with what is missing", () => {
    expect(outcome({ requestedClass: 3, reached: 2, channels: 3 })).toMatchObject({
      code: "kyc.submission.class-not-reached",
      params: { class: 3, missing: 2 },
    });
    expect(outcome({ requestedClass: 1, reached: null, channels: 0 })).toMatchObject({
      params: { class: 1, missing: 1 },
    });
  });
  it("stays where a paper is brought up to date, for enterprises, and where the customer has it already", () => {
    expect(outcome({ purpose: "document-update" })).toMatchObject({ value: { target: null, change: null } });
    expect(outcome({ purpose: "re-verification" })).toMatchObject({ value: { target: null, change: null } });
    expect(outcome({ subject: "enterprise", requestedClass: 3, reached: null })).toMatchObject({
      value: { change: null },
    });
    expect(outcome({ accounts: [{ id: "a", accountClass: 2 }] })).toMatchObject({ value: { target: 2, change: null } });
    expect(outcome({ accounts: [] })).toMatchObject({ value: { target: 2, change: null } });
  });
  it("lets the highest account rise, the first opened among equals", () => {
    const accounts = [
      { id: "a", accountClass: 1 as const },
      { id: "b", accountClass: 2 as const },
      { id: "c", accountClass: 2 as const },
    ];
    expect(outcome({ reached: 3, accounts })).toMatchObject({ value: { change: { accountId: "b", from: 2, to: 3 } } });
  });
  it("never lowers a class, and never leaves a person two of class III", () => {
    const someClass = fc.constantFrom<AccountClass>(1, 2, 3);
    fc.assert(
      fc.property(
        fc.array(someClass, { maxLength: 4 }),
        fc.option(someClass, { nil: null }),
        fc.option(someClass, { nil: null }),
        (classes, reached, requestedClass) => {
          const accounts = classes.map((accountClass, n) => ({ id: String(n), accountClass }));
          const result = outcome({ accounts, reached, requestedClass });
          if (!result.ok || !result.value.change) return;
          const { change } = result.value;
          expect(change.to).toBeGreaterThan(change.from);
          const after = accounts.map((one) => (one.id === change.accountId ? change.to : one.accountClass));
          if (change.to === 3) expect(after.filter((one) => one === 3)).toHaveLength(1);
        },
      ),
    );
  });
});

it("lowers to a lower class only", () => {
  expect(lowerClass(3, 2, "identity-in-doubt", rules, on)).toMatchObject({ ok: true, value: { to: 2 } });
  expect(lowerClass(2, 2, "customer-asked", rules, on)).toMatchObject({ code: "kyc.class.not-lower" });
  expect(lowerClass(1, 3, "customer-asked", rules, on)).toMatchObject({ code: "kyc.class.not-lower" });
});

it("tells another person's number from the recorded one", () => {
  expect([otherPerson([], "x"), otherPerson(["x"], "x"), otherPerson(["x"], "y")]).toEqual([false, false, true]);
});

describe("the class an acceptance gives by itself", () => {
  const of = (over: Partial<Parameters<typeof targetClass>[0]>) =>
    targetClass({ purpose: "onboarding", requestedClass: null, reached: 3, ...over });

  it("is the one asked for, not the highest within reach, and none where that is not reached", () => {
    expect(of({ requestedClass: 2 })).toBe(2);
    expect(of({ requestedClass: 3, reached: 2 })).toBeNull();
    expect(of({ requestedClass: 1, reached: null })).toBeNull();
  });

  it("without a wish is what is reached, for an opening and an upgrade alone", () => {
    expect([of({}), of({ purpose: "upgrade" })]).toEqual([3, 3]);
    expect([of({ purpose: "document-update" }), of({ purpose: "re-verification" })]).toEqual([null, null]);
  });
});
