import fc from "fast-check";
import { expect, it } from "vitest";
import { addDuration, epochMilliseconds, instant } from "../shared/time";
import { afterFailure, BUDGETS, type BudgetName, type BudgetState } from "./throttle";

const START = instant("2026-10-09T14:00:00+08:00");
const names = fc.constantFrom(...(Object.keys(BUDGETS) as BudgetName[]));
const gaps = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 80 });

it("waiting is bounded, and without forgetting never shrinks", () => {
  fc.assert(
    fc.property(names, gaps, (name, seconds) => {
      let now = START;
      let state: BudgetState | undefined;
      let before = 0;
      for (const gap of seconds) {
        now = addDuration(now, { seconds: gap });
        const next: BudgetState = afterFailure(name, state, now);
        const wait = next.blockedUntil ? (epochMilliseconds(next.blockedUntil) - epochMilliseconds(now)) / 1000 : 0;
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(BUDGETS[name].mostSeconds);
        if (next.failures > 1) expect(wait).toBeGreaterThanOrEqual(before);
        before = wait;
        state = next;
      }
    }),
  );
});

it("an attacker who tries whenever he may gets few guesses a day", () => {
  fc.assert(
    fc.property(fc.constantFrom<BudgetName>("pair", "account"), (name) => {
      let now = START;
      let state: BudgetState | undefined;
      let guesses = 0;
      const end = addDuration(START, { hours: 24 });
      while (now < end) {
        state = afterFailure(name, state, now);
        guesses += 1;
        now = state.blockedUntil ?? now;
      }
      expect(guesses).toBeLessThan(150);
    }),
  );
});
