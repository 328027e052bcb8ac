import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { addDays, type LocalDate, localDate } from "../shared/time";
import { balanceRuns } from "./balances";
import { CODES } from "./codes";
import type { Movement } from "./model";
import { lawStretches, ledgerLaw, metBy, singleAmounts, thirtyDayTotals } from "./triggers";

const day = localDate;
const SPAN = { from: day("2026-01-01"), to: day("2026-12-31") };
let id = 0;
const moved = (on: string, cnyMinor: bigint | null, parts: Partial<Movement> = {}): Movement => {
  id += 1;
  return { id: String(id), date: day(on), kind: "payment", cnyMinor, usdMinor: 0n, ...parts };
};

describe("single amounts", () => {
  it("are found at exactly the figure, in either currency, and not below", () => {
    const rules = testRules();
    const at = (cny: bigint | null, usdMinor: bigint | null) =>
      singleAmounts([moved("2026-10-08", cny, { usdMinor })], rules, SPAN).value.map((found) => found.metBy);
    expect(at(999_999n, 99_999n)).toEqual([]);
    expect(at(1_000_000n, 99_999n)).toEqual(["cny"]);
    expect(at(999_999n, 100_000n)).toEqual(["usd"]);
    expect(at(1_000_000n, 100_000n)).toEqual(["both"]);
    expect(at(null, 100_000n)).toEqual(["usd"]);
    expect(at(null, null)).toEqual([]);
  });

  it("are one finding a day with the largest of them, and cite the row", () => {
    const found = singleAmounts(
      [
        moved("2026-10-08", 1_000_000n),
        moved("2026-10-08", 2_500_000n),
        moved("2026-10-08", 5n),
        moved("2026-10-09", 1_000_000n),
      ],
      testRules(),
      SPAN,
    );
    expect(found.value).toMatchObject([
      { key: "2026-10-08", count: 2, cnySum: 2_500_000n, unrated: 0 },
      { key: "2026-10-09", count: 1, cnySum: 1_000_000n },
    ]);
    expect(found.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-rekyc-single"]);
  });

  it("leave out withdrawals, refunds and fees, and days outside the span", () => {
    const rules = testRules();
    const kinds = ["withdrawal", "refund", "fee"].map((kind) => moved("2026-10-08", 9_000_000n, { kind }));
    expect(singleAmounts(kinds, rules, SPAN).value).toEqual([]);
    expect(singleAmounts([moved("2025-12-31", 9_000_000n)], rules, SPAN).value).toEqual([]);
  });
});

describe("totals of thirty days", () => {
  it("count the day itself and the twenty-nine before it", () => {
    const rules = testRules();
    const two = (first: string, second: string) =>
      thirtyDayTotals([moved(first, 2_500_000n), moved(second, 2_500_000n)], rules, SPAN).value;
    expect(two("2026-10-22", "2026-11-20")).toMatchObject([
      { on: "2026-11-20", windowFrom: "2026-10-22", windowTo: "2026-11-20", cnySum: 5_000_000n, count: 2 },
    ]);
    expect(two("2026-10-21", "2026-11-20")).toEqual([]);
  });

  it("are found at exactly the figure in yuan or dollars", () => {
    const rules = testRules();
    const at = (cny: bigint, usdMinor: bigint) =>
      thirtyDayTotals([moved("2026-10-08", cny, { usdMinor })], rules, SPAN).value.map((found) => found.metBy);
    expect(at(4_999_999n, 999_999n)).toEqual([]);
    expect(at(5_000_000n, 999_999n)).toEqual(["cny"]);
    expect(at(4_999_999n, 1_000_000n)).toEqual(["usd"]);
    expect(at(5_000_000n, 1_000_000n)).toEqual(["both"]);
  });

  it("are told of once a calendar month, on its first day that reaches the line", () => {
    const days = ["2026-10-05", "2026-10-06", "2026-10-20", "2026-11-01", "2026-11-02"];
    const found = thirtyDayTotals(
      days.map((on) => moved(on, 5_000_000n)),
      testRules(),
      SPAN,
    );
    expect(found.value.map(({ key, on }) => [key, on])).toEqual([
      ["2026-10", "2026-10-05"],
      ["2026-11", "2026-11-01"],
    ]);
    expect(found.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-rekyc-30d"]);
  });

  it("keep a leg without a rate as a state of the sum, not as zero of both", () => {
    const found = thirtyDayTotals(
      [moved("2026-10-08", null, { usdMinor: 1_000_000n }), moved("2026-10-09", 1n, { usdMinor: null })],
      testRules(),
      SPAN,
    ).value;
    expect(found).toMatchObject([{ metBy: "usd", unrated: 1, on: "2026-10-08" }]);
  });
});

describe("runs of balances", () => {
  const noRates = () => undefined;
  const run = (balances: readonly [string, bigint, string?][], to: string, rateOn = noRates as never) =>
    balanceRuns(
      { id: "a", dayEnds: balances.map(([date, minor, currency = "CNY"]) => ({ date: day(date), minor, currency })) },
      rateOn,
      testRules(),
      { from: SPAN.from, to: day(to) },
    );

  it("need more than the figure at the end of ten days in a row; days without movement carry the balance", () => {
    expect(run([["2026-10-01", 500_001n]], "2026-10-09").value).toEqual([]);
    const found = run([["2026-10-01", 500_001n]], "2026-10-10");
    expect(found.value).toMatchObject([
      { key: "a:2026-10", on: "2026-10-10", windowFrom: "2026-10-01", count: 10, cnySum: 500_001n, metBy: "cny" },
    ]);
    expect(found.basis.map(({ ruleId }) => ruleId)).toEqual(["mipay-rekyc-balance-10d"]);
    expect(run([["2026-10-01", 500_000n]], "2026-12-31").value).toEqual([]);
  });

  it("begin anew after one day that ends at the figure", () => {
    const broken: [string, bigint][] = [
      ["2026-10-01", 900_000n],
      ["2026-10-06", 500_000n],
      ["2026-10-07", 900_000n],
    ];
    expect(run(broken, "2026-10-15").value).toEqual([]);
    expect(run(broken, "2026-10-16").value.map(({ on }) => on)).toEqual(["2026-10-16"]);
  });

  it("value foreign balances at the rate of the day or a recent one; without any the day is unknown", () => {
    const usd: [string, bigint, string][] = [["2026-10-01", 100_001n, "USD"]];
    expect(run(usd, "2026-10-10").value).toMatchObject([{ metBy: "usd", cnySum: null, usdSum: 100_001n, unrated: 0 }]);
    const eur: [string, bigint, string][] = [["2026-10-01", 100_000n, "EUR"]];
    const rates = (known: readonly string[]) =>
      ((currency: string, on: LocalDate) => (currency === "EUR" && known.includes(on) ? "7.8" : undefined)) as never;
    expect(run(eur, "2026-10-10", rates(["2026-10-01"])).value).toMatchObject([{ cnySum: 780_000n, unrated: 9 }]);
    expect(run(eur, "2026-10-10", rates(["2026-10-02"])).value).toEqual([]);
    expect(run(eur, "2026-10-13", rates(["2026-10-02"])).value.map(({ on }) => on)).toEqual(["2026-10-11"]);
    expect(run(eur, "2026-10-10", rates([])).value).toEqual([]);
  });

  it("are told of again in each further calendar month while they last", () => {
    const found = run([["2026-10-01", 600_000n]], "2026-12-05").value;
    expect(found.map(({ on }) => on)).toEqual(["2026-10-10", "2026-11-01", "2026-12-01"]);
  });
});

describe("the law of a day", () => {
  it("takes each line from the rulebook", () => {
    const law = ledgerLaw(testRules(), day("2026-10-08"));
    expect(law.single?.line).toEqual({
      cny: { minor: 1_000_000n, inclusive: true },
      usd: { minor: 100_000n, inclusive: true },
    });
    expect(law.thirty?.windowDays).toBe(30);
    expect(law.balance?.line.cny).toEqual({ minor: 500_000n, inclusive: false });
    expect(law.balance?.line.usd).toEqual({ minor: 100_000n, inclusive: false });
    expect(law.balance?.runDays).toBe(10);
  });

  it("cuts a span where a row changes", () => {
    const rules = testRules();
    const changed = {
      ...rules,
      all: () =>
        rules.all().map((one) => (one.id === "mipay-rekyc-single" ? { ...one, validTo: day("2026-06-30") } : one)),
      ref: rules.ref,
      figure: rules.figure,
      get: rules.get,
    };
    const stretches = lawStretches(changed, SPAN);
    expect(stretches.map(({ from, to, law }) => [from, to, law.single === null])).toEqual([
      ["2026-01-01", "2026-06-30", false],
      ["2026-07-01", "2026-12-31", true],
    ]);
    expect(addDays(stretches[0]?.to ?? day("2026-01-01"), 1)).toBe(stretches[1]?.from);
  });

  it("meets a line that excludes its figure only above it", () => {
    const line = { cny: { minor: 10n, inclusive: false }, usd: { minor: 10n, inclusive: true } };
    expect(metBy(10n, 9n, line)).toBeUndefined();
    expect(metBy(11n, 10n, line)).toBe("both");
  });
});

it("names a rule for every coded entry", () => {
  const known = new Set(
    testRules()
      .all()
      .map(({ id }) => id),
  );
  expect(CODES.flatMap(({ rules }) => rules).filter((rule) => !known.has(rule))).toEqual([]);
});
