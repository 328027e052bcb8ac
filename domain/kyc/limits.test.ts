import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { BALANCE_USES, type BalancePayment, decidePayment, limitsOf, usedAgainst } from "./limits";
import type { AccountClass } from "./model";

const TODAY = localDate("2026-11-20");
const paid = (yuan: number, changes: Partial<BalancePayment> = {}): BalancePayment => ({
  use: "consumption",
  ownName: false,
  on: TODAY,
  minor: BigInt(Math.round(yuan * 100)),
  ...changes,
});
const decide = (accountClass: AccountClass, payment: BalancePayment, ...before: readonly BalancePayment[]) =>
  decidePayment({ accountClass, payment, before }, testRules());
const cited = (result: ReturnType<typeof decide>) => result.basis.map(({ ruleId }) => ruleId);

describe("the uses of a balance", () => {
  it("are consumption and transfer, with investment in class III", () => {
    const uses = ([1, 2, 3] as const).map((accountClass) => limitsOf(accountClass, testRules(), TODAY).uses);
    expect(uses).toEqual([["consumption", "transfer"], ["consumption", "transfer"], [...BALANCE_USES]]);
  });

  it.each([1, 2] as const)("refuse investment in class %i, citing its row", (accountClass) => {
    const result = decide(accountClass, paid(1, { use: "investment" }));
    expect(result).toMatchObject({ ok: false, code: "kyc.limit.use" });
    expect(cited(result)).toEqual([`mipay-tier${accountClass}-scope`]);
  });

  it("let class III invest", () => {
    expect(cited(decide(3, paid(1, { use: "investment" })))).toContain("mipay-tier3-scope");
  });
});

describe("the caps", () => {
  it.each([
    [1, 1_000],
    [2, 100_000],
    [3, 200_000],
  ] as const)(
    "class %i: %i yuan pass, one fen more is refused by the agreement and by the law",
    (accountClass, cap) => {
      expect(decide(accountClass, paid(cap))).toMatchObject({ ok: true, value: { leftMinor: 0n } });
      const beyond = decide(accountClass, paid(0.01), paid(cap));
      expect(beyond).toMatchObject({ ok: false, code: "kyc.limit.cap" });
      expect(cited(beyond).slice(0, 2)).toEqual([`mipay-tier${accountClass}-cap`, "law-np-11"]);
    },
  );

  it("say what is left", () => {
    expect(decide(2, paid(400), paid(99_000))).toMatchObject({ value: { leftMinor: 60_000n } });
  });

  it("of class I run over a lifetime, own name included", () => {
    const longAgo = paid(999, { on: localDate("2017-01-01"), ownName: true });
    expect(decide(1, paid(1), longAgo)).toMatchObject({ ok: true });
    expect(decide(1, paid(1.01), longAgo)).toMatchObject({ code: "kyc.limit.cap" });
    expect(decide(1, paid(1.01, { ownName: true }), longAgo)).toMatchObject({ code: "kyc.limit.cap" });
  });

  it("of classes II and III run over the calendar year, own name left out", () => {
    const lastYear = paid(100_000, { on: localDate("2025-12-31") });
    const newYear = paid(100_000, { on: localDate("2026-01-01") });
    const ownName = paid(500_000, { ownName: true });
    expect(decide(2, paid(100_000), lastYear, ownName)).toMatchObject({ value: { leftMinor: 0n } });
    expect(decide(2, paid(0.01), newYear)).toMatchObject({ code: "kyc.limit.cap" });
    expect(decide(2, paid(500_000, { ownName: true }), newYear)).toMatchObject({ ok: true });
    expect(cited(decide(2, paid(1)))).toContain("law-np-year");
  });
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
