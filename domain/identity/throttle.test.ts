import { describe, expect, it } from "vitest";
import { addDuration, instant } from "../shared/time";
import { afterFailure, BUDGETS, type BudgetState, budgetsOf, isBlocked } from "./throttle";

const NOW = instant("2026-10-09T14:00:00+08:00");

function fail(name: keyof typeof BUDGETS, times: number, state?: BudgetState): BudgetState {
  let held = state;
  for (let i = 0; i < times; i++) held = afterFailure(name, held, NOW);
  if (!held) throw new Error("no failure asked for");
  return held;
}

describe("a budget of failures", () => {
  it("lets the free ones pass, then waits, doubling", () => {
    const { free, seconds } = BUDGETS.pair;
    expect(isBlocked(fail("pair", free), NOW)).toBe(false);
    const first = fail("pair", free + 1);
    expect(first.blockedUntil).toBe(addDuration(NOW, { seconds }));
    expect(afterFailure("pair", first, NOW).blockedUntil).toBe(addDuration(NOW, { seconds: seconds * 2 }));
  });

  it("never waits longer than the most", () => {
    expect(fail("account", 200).blockedUntil).toBe(addDuration(NOW, { seconds: BUDGETS.account.mostSeconds }));
  });

  it("opens at its moment and forgets after quiet", () => {
    const state = fail("pair", BUDGETS.pair.free + 1);
    const until = state.blockedUntil ?? NOW;
    expect(isBlocked(state, until)).toBe(false);
    const later = addDuration(NOW, { seconds: BUDGETS.pair.forgetSeconds + 1 });
    expect(afterFailure("pair", state, later)).toEqual({ failures: 1, lastFailureAt: later, blockedUntil: null });
  });

  it("of an owner's browser is apart from everybody else's", () => {
    expect(budgetsOf({ known: true, address: true })).toEqual(["device"]);
    expect(budgetsOf({ known: false, address: true })).not.toContain("device");
    expect(budgetsOf({ known: false, address: false })).toEqual(["account"]);
  });
});
