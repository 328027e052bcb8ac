import { describe, expect, it } from "vitest";
import { equivalents } from "./equivalents";

const rates: Record<string, string> = { USD: "7.10000000", JPY: "0.04710000", EUR: "8.33330000" };
const rateOf = (currency: string) => rates[currency];

describe("equivalents at dated rates", () => {
  it("leaves the yuan and rounds dollars half up", () => {
    expect(equivalents(710n, "CNY", rateOf)).toEqual({ cnyMinor: 710n, usdMinor: 100n });
    expect(equivalents(355n, "CNY", (c) => (c === "USD" ? "7.1" : undefined))).toEqual({
      cnyMinor: 355n,
      usdMinor: 50n,
    });
    expect(equivalents(1n, "CNY", () => "2")).toEqual({ cnyMinor: 1n, usdMinor: 1n });
  });
  it("keeps dollars as they are", () => {
    expect(equivalents(100n, "USD", rateOf)).toEqual({ cnyMinor: 710n, usdMinor: 100n });
  });
  it("reckons with currencies that have no minor unit", () => {
    expect(equivalents(10_000n, "JPY", rateOf)).toEqual({ cnyMinor: 47_100n, usdMinor: 6_634n });
  });
  it("gives null, never zero, without a rate", () => {
    expect(equivalents(100n, "CNY", () => undefined)).toEqual({ cnyMinor: 100n, usdMinor: null });
    expect(equivalents(100n, "EUR", () => undefined)).toEqual({ cnyMinor: null, usdMinor: null });
    expect(equivalents(100n, "USD", () => undefined)).toEqual({ cnyMinor: null, usdMinor: 100n });
  });
  it("refuses what is no rate or no currency", () => {
    expect(() => equivalents(1n, "EUR", () => "0")).toThrow(RangeError);
    expect(() => equivalents(1n, "ZZZ", rateOf)).toThrow(RangeError);
  });
});
