import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { TRANSACTION_KINDS } from "@/domain/ledger/model";
import { balancePayment } from "@/domain/limits/balance-use";
import { limitsOf, usedAgainst } from "@/domain/limits/class-caps";
import { addDays, localDate, shanghaiDate } from "@/domain/shared/time";
import { makeAccount, makeLeg } from "@/server/kernel/testing/factories";
import { type House, openHouse } from "@/server/kernel/testing/house";
import { limitsAccountQuery } from "./queries";

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const TODAY = localDate("2026-10-09");
/** Days around the edges of a calendar year and of the year that ends today, and anything between. */
const daysAgo = fc.oneof(fc.constantFrom(0, 1, 281, 282, 364, 365, 366, 729, 731), fc.integer({ min: 0, max: 740 }));
const someLeg = fc.record({
  daysAgo,
  kind: fc.constantFrom(...TRANSACTION_KINDS),
  direction: fc.constantFrom("in" as const, "out" as const),
  amount: fc.bigInt({ min: 1n, max: 50_000_00n }),
  rated: fc.boolean(),
});

it("sums in SQL what the pure rule counts, whatever the ledger holds", async () => {
  expect(shanghaiDate(house.clock.now())).toBe(TODAY);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(1 as const, 2 as const, 3 as const),
      fc.array(someLeg, { maxLength: 12 }),
      async (accountClass, legs) => {
        const account = await makeAccount(house, { accountClass });
        for (const leg of legs) {
          await makeLeg(house, account, {
            amountMinor: leg.amount,
            direction: leg.direction,
            kind: leg.kind,
            date: addDays(TODAY, -leg.daysAgo),
            cnyMinor: leg.rated ? leg.amount : null,
          });
        }
        const payments = legs.flatMap((leg) => {
          const of = { ...leg, sameName: false, businessDate: addDays(TODAY, -leg.daysAgo) };
          const payment = balancePayment({ ...of, cnyMinor: leg.rated ? leg.amount : null });
          return payment ? [payment] : [];
        });
        const shown = await house.ask(
          limitsAccountQuery,
          { accountId: account.accountId },
          { as: house.as("auditor") },
        );
        const { rules } = house.runtime;
        const expected = limitsOf(accountClass, rules, TODAY).caps.map((cap) =>
          usedAgainst(payments, cap, rules, TODAY),
        );
        expect(shown.caps.map(({ usedMinor, rollingMinor }) => ({ used: usedMinor, rolling: rollingMinor }))).toEqual(
          expected,
        );
      },
    ),
    { numRuns: 25 },
  );
});
