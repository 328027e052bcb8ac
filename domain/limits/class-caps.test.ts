import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { BALANCE_USES, type BalancePayment, limitsOf, usedAgainst, yearStart } from "./class-caps";

const TODAY = localDate("2026-11-20");
const paid = (yuan: number, changes: Partial<BalancePayment> = {}): BalancePayment => ({
  use: "consumption",
  ownName: false,
  on: TODAY,
  minor: BigInt(Math.round(yuan * 100)),
  ...changes,
});

it("lets a balance pay for consumption and transfer, with investment in class III", () => {
  const uses = ([1, 2, 3] as const).map((accountClass) => limitsOf(accountClass, testRules(), TODAY).uses);
  expect(uses).toEqual([["consumption", "transfer"], ["consumption", "transfer"], [...BALANCE_USES]]);
});

it("begins a year on the first of January (law-np-year)", () => {
  expect(yearStart(testRules(), TODAY)).toBe("2026-01-01");
  expect(yearStart(testRules(), localDate("2026-12-31"))).toBe("2026-01-01");
});

describe("what is used of a cap", () => {
  const year = { window: "year", ownName: "left-out" } as const;

  it("shows the year that ends today beside the calendar year", () => {
    const payments = [paid(5, { on: localDate("2025-11-20") }), paid(7, { on: localDate("2025-11-21") }), paid(11)];
    expect(usedAgainst(payments, year, testRules(), TODAY)).toEqual({ used: 1_100n, rolling: 1_800n });
  });

  it("leaves out what comes after the day", () => {
    const later = paid(5, { on: localDate("2026-11-21") });
    expect(usedAgainst([later], year, testRules(), TODAY)).toEqual({ used: 0n, rolling: 0n });
  });

  it("is the sum of its parts, in any order", () => {
    const payments = fc.array(
      fc.record({
        use: fc.constantFrom(...BALANCE_USES),
        ownName: fc.boolean(),
        on: fc.constantFrom("2024-06-01", "2025-12-31", "2026-01-01", "2026-11-20", "2026-12-01").map(localDate),
        minor: fc.bigInt({ min: 0n, max: 10n ** 12n }),
      }),
    );
    const caps = ([1, 2, 3] as const).map((accountClass) => limitsOf(accountClass, testRules(), TODAY).caps[0]);
    fc.assert(
      fc.property(payments, payments, fc.constantFrom(...caps), (some, more, cap) => {
        const used = (list: readonly BalancePayment[]) => usedAgainst(list, cap, testRules(), TODAY).used;
        expect(used([...some, ...more])).toBe(used(some) + used(more));
        expect(used([...some].reverse())).toBe(used(some));
      }),
    );
  });
});
