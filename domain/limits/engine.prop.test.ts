import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { decidePayment } from "./engine";
import { ARRIVALS, FACTORS, NOTHING_AGREED, PAYMENT_KINDS, type Payment, type Use } from "./model";
import { type Counted, openingUse } from "./opening";
import { account, yuan } from "./testing";
import { minus, NO_USE, paymentUse, plus, tierOf } from "./use";

const TODAY = localDate("2026-11-20");
const arrivals = fc
  .subarray([...ARRIVALS], { minLength: 1 })
  .map((offered) => ({ offered, chosen: offered[0] ?? "at-once" }));
const payments: fc.Arbitrary<Payment> = fc.record({
  arrival: fc.option(arrivals, { freq: 10 }),
  kind: fc.constantFrom(...PAYMENT_KINDS),
  ownName: fc.boolean(),
  minor: fc.bigInt({ min: 1n, max: 400_000n }),
  factors: fc.subarray([...FACTORS]),
  cardId: fc.constant(null),
  purpose: fc.constant(null),
});
const uses = payments.map((one) => paymentUse(one, tierOf(one.factors, testRules(), TODAY)));

describe("a day of payments", () => {
  it("never comes to more than the cap of its weakest payment, whatever is asked in whatever order", () => {
    const rules = testRules();
    const of = account({ agreed: { ...NOTHING_AGREED, dayMinor: yuan(20_000), transferDayMinor: yuan(3_000) } });
    fc.assert(
      fc.property(fc.array(payments, { maxLength: 25 }), (asked) => {
        let use: Use = NO_USE;
        for (const one of asked) {
          const usage = { day: use, year: use, lifetime: use };
          const { value } = decidePayment({ account: of, payment: one, usage, on: TODAY }, rules);
          if (value.answer === "allow") use = plus(use, value.use);
          const cap = use.tiers.one > 0 ? 1_000 : use.tiers.two > 0 ? 5_000 : 20_000;
          expect(use.paid <= yuan(cap)).toBe(true);
          expect(use.transfers <= yuan(3_000) && use.transferCount <= 4).toBe(true);
        }
      }),
    );
  });

  it("adds up to the same in any order, and taking one back restores exactly what was there", () => {
    fc.assert(
      fc.property(fc.array(uses), uses, (some, one) => {
        const sum = some.reduce(plus, NO_USE);
        expect([...some].reverse().reduce(plus, NO_USE)).toEqual(sum);
        expect(minus(plus(sum, one), one)).toEqual(sum);
      }),
    );
  });

  it("is answered the same by ask-more once one of the additions it names is given", () => {
    const rules = testRules();
    fc.assert(
      fc.property(payments, uses, (one, before) => {
        const usage = { day: before, year: before, lifetime: before };
        const question = { account: account(), usage, on: TODAY };
        const { value } = decidePayment({ ...question, payment: one }, rules);
        expect(value.answer === "ask-more").toBe(value.ask.length > 0);
        for (const added of value.ask) {
          const better = { ...one, factors: [...one.factors, ...added] };
          expect(decidePayment({ ...question, payment: better }, rules).value.answer).toBe("allow");
        }
      }),
    );
  });
});

describe("what is opened from ledger and decisions", () => {
  const counted: fc.Arbitrary<Counted> = fc.record({
    on: fc.constant(TODAY),
    use: fc.constantFrom("consumption" as const, "transfer" as const),
    ownName: fc.boolean(),
    minor: fc.constantFrom(100n, 200n, 300n),
    transfer: fc.boolean(),
    tier: fc.constantFrom("two" as const, "one" as const),
    free: fc.boolean(),
  });
  const total = ({ paid, ownName }: Use) => paid + ownName;

  it("is never less than either side says, and counts a payment both know once", () => {
    fc.assert(
      fc.property(fc.array(counted), fc.array(counted), (legs, decisions) => {
        const both = total(openingUse(legs, decisions));
        expect(both >= total(openingUse(legs, [])) && both >= total(openingUse([], decisions))).toBe(true);
        expect(openingUse(decisions, decisions)).toEqual(openingUse([], decisions));
      }),
    );
  });
});
