import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { CLOSURE_REASONS, type ClosureReason } from "./codes";
import { afterCore, nextStep, proposeCandidate, requestClosure } from "./decisions";
import type { ClosureFacts, ClosureState } from "./model";
import { CLOSURE_STATES } from "./model";
import { PAY_OUT_ROUNDS } from "./policy";

const TODAY = localDate("2026-11-20");
const facts: ClosureFacts = {
  kind: "by-customer",
  look: { availableMinor: 0n, heldMinor: 0n, currency: "CNY", inFlight: 0, standing: 0 },
  hasCard: true,
  ownHold: false,
  remaining: [],
};
const held: ClosureFacts = { ...facts, look: { ...facts.look, heldMinor: 1n } };
const money = (availableMinor: bigint): ClosureFacts => ({
  ...facts,
  kind: "breach",
  look: { ...facts.look, availableMinor },
});

const ask = (change: Partial<Parameters<typeof requestClosure>[0]> = {}) =>
  requestClosure({
    account: { status: "open" },
    underWay: false,
    reason: "customer-wish",
    identity: "registered-phone",
    facts,
    rules: testRules(),
    on: TODAY,
    ...change,
  });

describe("asking for an account to be closed", () => {
  it("cites the right to close, one's own account, and the empty balance", () => {
    const asked = ask();
    expect(asked).toMatchObject({ ok: true, value: { payOutMinor: 0n } });
    expect(asked.basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["mipay-close-right", "miacct-close-own", "law-ecom-24", "mipay-close-balance-first"]),
    );
  });

  it.each([
    ["closures.closure.account-closed", { account: { status: "closed" as const } }],
    ["closures.closure.already-open", { underWay: true }],
    ["closures.closure.reason-not-of-kind", { reason: "unused-long" as const }],
    ["closures.closure.identity-missing", { identity: null }],
    ["closures.closure.remains", { facts: held }],
  ])("refuses with %s", (code, change) => expect(ask(change)).toMatchObject({ ok: false, code }));

  it.each(Object.keys(CLOSURE_REASONS) as ClosureReason[])("for %s rests on the rows of that reason", (reason) => {
    const { kind, rules } = CLOSURE_REASONS[reason];
    const asked = ask({ reason, facts: { ...facts, kind } });
    expect(asked.ok).toBe(true);
    expect(asked.basis.map(({ ruleId }) => ruleId)).toEqual(expect.arrayContaining([...rules]));
  });

  it("asks nobody who he is where the house ends the agreement, and cites the breach", () => {
    const asked = ask({ facts: money(12_345n), reason: "agreement-broken", identity: null });
    expect(asked).toMatchObject({ ok: true, value: { payOutMinor: 12_345n } });
    expect(asked.basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["miacct-measures", "youpin-term-measures", "mipay-terminate-return-lawful"]),
    );
  });
});

const step = (given: ClosureFacts, state: ClosureState = "approved", rounds = 0) =>
  nextStep({ state, rounds }, given, testRules(), TODAY);

describe("the way of an agreed closure", () => {
  it("closes what is empty, pays out what is not, stops at what has come up", () => {
    expect(step(facts)).toMatchObject({ value: { step: "close" } });
    expect(step(money(5n))).toMatchObject({ value: { step: "pay-out", minor: 5n } });
    expect(step(held)).toMatchObject({ value: { step: "stop", cause: "remains" } });
    const wish = { ...money(5n), kind: "by-customer" as const };
    expect(step(wish)).toMatchObject({ value: { step: "stop", cause: "remains" } });
  });

  it("does not pay out for ever", () => {
    expect(step(money(5n), "approved", PAY_OUT_ROUNDS - 1)).toMatchObject({ value: { step: "pay-out" } });
    expect(step(money(5n), "approved", PAY_OUT_ROUNDS)).toMatchObject({
      value: { step: "stop", cause: "money-moves" },
    });
  });

  it("moves only from agreed, and closes only on the core's word", () => {
    for (const state of CLOSURE_STATES.filter((one) => one !== "approved"))
      expect(step(facts, state)).toMatchObject({ code: "closures.closure.not-under-way" });
    expect(afterCore("paying-out", "applied").value).toBe("approved");
    expect(afterCore("closing", "applied").value).toBe("closed");
    expect(afterCore("paying-out", "rejected").value).toBe("stopped");
    expect(afterCore("closing", "rejected").value).toBe("stopped");
    for (const state of ["requested", "approved", "closed", "stopped", "refused"] as const)
      expect(afterCore(state, "applied").value).toBeNull();
  });
});

describe("proposing an unused account", () => {
  it("waits until its customer was told, and for the days he has", () => {
    const noticedOn = localDate("2026-10-21");
    expect(proposeCandidate({ state: "noticed", noticedOn }, TODAY)).toMatchObject({ ok: true });
    expect(proposeCandidate({ state: "noticed", noticedOn: localDate("2026-10-22") }, TODAY)).toMatchObject({
      code: "closures.candidate.too-early",
    });
    expect(proposeCandidate({ state: "found", noticedOn: null }, TODAY)).toMatchObject({
      code: "closures.candidate.not-noticed",
    });
    expect(proposeCandidate({ state: "gone", noticedOn }, TODAY)).toMatchObject({
      code: "closures.candidate.not-open",
    });
  });
});
