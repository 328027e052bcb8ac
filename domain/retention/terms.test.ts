import { describe, expect, it } from "vitest";
import { createRules } from "../rulebook/rules";
import { testRules } from "../rulebook/testing";
import type { Regime } from "../shared/regime";
import { localDate } from "../shared/time";
import type { Anchor, RetentionClass } from "./model";
import { type Ends, lastDay, retentionOf } from "./terms";

const TODAY = localDate("2026-11-22");
const ends = (relationship: string | null, trade: string | null, casework: string | null): Ends => ({
  relationship: relationship === null ? null : localDate(relationship),
  trade: trade === null ? null : localDate(trade),
  casework: casework === null ? null : localDate(casework),
});
const ALL = ends("2026-03-01", "2026-02-10", "2026-02-20");
const kept = (regime: Regime, of: RetentionClass, facts: Ends = ALL, today = TODAY, more = {}) =>
  retentionOf(of, { regime, ends: facts, ...more }, testRules(), today);
const untilOf = (regime: Regime, of: RetentionClass, facts: Ends = ALL, today = TODAY) =>
  kept(regime, of, facts, today).value.longest?.until ?? null;
const named = ({ basis }: ReturnType<typeof kept>) => basis.map(({ ruleId }) => ruleId);
const termOf = (rule: string, anchor: Anchor, result: ReturnType<typeof kept>) =>
  result.value.terms.find((term) => term.rule.ruleId === rule && term.anchor === anchor);

describe("how long a payment institution keeps", () => {
  it.each<[RetentionClass, string]>([
    ["identity", "2036-03-01"],
    ["contact", "2036-03-01"],
    ["trade", "2036-02-10"],
    ["casework", "2036-02-20"],
  ])("%s: ten years from its own end by the law, not the five of the documents", (of, until) => {
    const result = kept("payment", of);
    expect(result.value.longest).toMatchObject({
      until,
      years: 10,
      rule: { ruleId: "law-aml-34" },
      unconfirmed: false,
    });
    expect(named(result)).toEqual(
      expect.arrayContaining([
        "trap-retention-5-10",
        "trap-retention-anchor",
        "law-pipl-19",
        "mipriv-retain-min",
        "llpriv-retain-min",
      ]),
    );
  });

  it("keeps telephone and address as part of the customer file", () => {
    expect(named(kept("payment", "contact"))).toContain("mipriv-aml-nine");
  });

  it("names the law first, for the letter", () => {
    expect(named(kept("payment", "identity"))[0]).toBe("law-aml-34");
  });

  it("keeps nothing of the service", () => {
    expect(kept("payment", "service").value).toEqual({ terms: [], longest: null });
  });

  it("reckons the documents' calendar years from the year of the event, and they never end last", () => {
    const identity = kept("payment", "identity");
    expect(termOf("llpriv-retain-id-5y", "agreement-end-year", identity)?.until).toBe("2030-12-31");
    expect(termOf("law-54", "relationship-end", identity)).toMatchObject({ until: "2031-03-01", unconfirmed: true });
    const trade = kept("payment", "trade");
    expect(termOf("llpriv-retain-tx-5y", "booking-year", trade)?.until).toBe("2030-12-31");
    expect(termOf("llpay-retain-5y", "booking-year", trade)?.until).toBe("2030-12-31");
    expect(termOf("law-np-trace", "trade-end", trade)).toMatchObject({ until: "2031-02-10", unconfirmed: true });
    expect(termOf("law-ecom-31", "trade-end", trade)?.until).toBe("2029-02-10");
  });

  it("keeps records of an account without trade for the documents' five years", () => {
    const { longest } = kept("payment", "trade", ends("2026-03-01", null, null)).value;
    expect(longest).toMatchObject({ until: "2031-03-01", years: 5, rule: { ruleId: "mipriv-retain-5y" } });
  });

  it("holds ten years for what ended before the law and is held still", () => {
    const result = kept("payment", "identity", ends("2021-06-30", null, null));
    expect(result.value.longest?.until).toBe("2031-06-30");
    expect(termOf("law-aml-34-transition", "relationship-end", result)).toMatchObject({ years: 10, unconfirmed: true });
    expect(result.value.longest?.rule.ruleId).toBe("law-aml-34");
  });

  it("says nothing of a transition for what ended after it", () => {
    expect(named(kept("payment", "identity", ends("2025-01-01", null, null)))).not.toContain("law-aml-34-transition");
    expect(named(kept("payment", "identity", ends("2024-12-31", null, null)))).toContain("law-aml-34-transition");
  });

  it("kept five years by the law of its day", () => {
    const result = kept("payment", "identity", ends("2024-03-01", null, null), localDate("2024-12-31"));
    expect(result.value.longest).toMatchObject({ until: "2029-03-01", years: 5, rule: { ruleId: "law-aml-34-old" } });
    expect(untilOf("payment", "identity", ends("2024-03-01", null, null), localDate("2025-01-01"))).toBe("2034-03-01");
  });

  it("follows a law that lengthens the term while data are held", () => {
    const longer = testRules()
      .all()
      .map((row) =>
        row.id === "law-aml-34" ? { ...row, figures: row.figures.map((figure) => ({ ...figure, value: "15" })) } : row,
      );
    const result = retentionOf("identity", { regime: "payment", ends: ALL }, createRules(longer), TODAY);
    expect(result.value.longest?.until).toBe("2041-03-01");
  });

  it.each([
    ["2024-02-29", "2034-02-28"],
    ["2034-02-28", "2044-02-28"],
    ["2026-12-31", "2036-12-31"],
  ])("ends the ten years of %s on %s", (from, until) => {
    expect(untilOf("payment", "trade", ends(null, from, null), localDate("2044-01-01"))).toBe(until);
  });

  it("keeps vouchers thirty years from the end of the fiscal year, unconfirmed, where trade is one", () => {
    const result = kept("payment", "trade", ALL, TODAY, { circumstances: { vouchers: true, payments: false } });
    expect(result.value.longest).toMatchObject({
      until: "2056-12-31",
      anchor: "fiscal-year-end",
      rule: { ruleId: "law-acct-archive" },
      unconfirmed: true,
    });
    expect(named(kept("payment", "trade"))).not.toContain("law-acct-archive");
  });
});

describe("how long a marketplace keeps", () => {
  it("trade three years from completion", () => {
    const result = kept("marketplace", "trade");
    expect(result.value.longest).toMatchObject({ until: "2029-02-10", years: 3 });
    expect(termOf("youpin-retain-3y", "completion", result)?.until).toBe("2029-02-10");
    expect(named(result)).toEqual(expect.arrayContaining(["law-ecom-31", "youpin-retain-3y", "trap-ecom-floor"]));
  });

  it("trade ten years where it is a record of a payment too: three are a floor", () => {
    const result = kept("marketplace", "trade", ALL, TODAY, { circumstances: { vouchers: false, payments: true } });
    expect(result.value.longest).toMatchObject({ until: "2036-02-10", rule: { ruleId: "law-aml-34" } });
  });

  it("cases as the trade they are about", () => {
    expect(untilOf("marketplace", "casework")).toBe("2029-02-20");
  });

  it.each<RetentionClass>(["identity", "contact", "service"])("%s no longer than its purpose", (of) => {
    const result = kept("marketplace", of);
    expect(result.value.longest).toBeNull();
    expect(named(result)).toEqual(["law-ecom-24", "law-pipl-19", "youpin-mask-after-purpose"]);
  });
});

it("counts the last day of each kind of term", () => {
  const from = localDate("2026-03-01");
  expect(lastDay("relationship-end", from, 10)).toBe("2036-03-01");
  expect(lastDay("booking-year", from, 5)).toBe("2030-12-31");
  expect(lastDay("agreement-end-year", from, 5)).toBe("2030-12-31");
  expect(lastDay("fiscal-year-end", from, 30)).toBe("2056-12-31");
});
