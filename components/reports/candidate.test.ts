import { describe, expect, it } from "vitest";
import { amountOf, decisiveSum, nextAfter, ratioOf, standingOf, trimRate } from "./candidate";

describe("a large-value candidate on screen", () => {
  const sums = { cnySum: "50000000", usdSum: "7000000", cnyLine: "50000000", usdLine: "10000000" };
  it("is held against the line it met", () => {
    expect(decisiveSum({ ...sums, metBy: "both" })).toEqual({
      sum: amountOf("50000000", "CNY"),
      line: amountOf("50000000", "CNY"),
    });
    expect(decisiveSum({ ...sums, metBy: "usd" }).line).toEqual({ minor: 10_000_000n, currency: "USD" });
  });
  it("draws a ratio without losing large sums", () => {
    expect(ratioOf(amountOf("123456789012345678901234", "CNY"), amountOf("50000000", "CNY"))).toBeGreaterThan(2e15);
    expect(ratioOf(amountOf("65000000", "CNY"), amountOf("50000000", "CNY"))).toBe(1.3);
    expect(ratioOf(amountOf("1", "CNY"), amountOf("0", "CNY"))).toBe(0);
  });
  it("is provisional while its import is unfinished, but only while open", () => {
    expect(standingOf({ state: "open", final: false })).toBe("provisional");
    expect(standingOf({ state: "confirmed", final: false })).toBe("confirmed");
  });
  it("is followed by its neighbour", () => {
    expect(nextAfter("a", ["a", "b"])).toBe("b");
    expect(nextAfter("b", ["a", "b"])).toBe("a");
    expect(nextAfter("a", ["a"])).toBeNull();
    expect(nextAfter("x", ["a"])).toBe("a");
  });
  it("shows rates without trailing zeros", () => {
    expect([trimRate("7.10340000"), trimRate("7.00000000"), trimRate("100")]).toEqual(["7.1034", "7", "100"]);
  });
});
