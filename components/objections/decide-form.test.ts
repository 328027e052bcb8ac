import { describe, expect, it } from "vitest";
import { decideForm, scopesBelow, verdictOf } from "./decide-form";

const parse = (given: object) => decideForm.safeParse({ answer: "经核实", ...given });

describe("the form of a decision", () => {
  it("asks for what the outcome needs and for nothing else", () => {
    expect(parse({ outcome: "upheld" }).success).toBe(true);
    expect(parse({ outcome: "upheld", answer: " " }).success).toBe(false);
    expect(parse({ outcome: "rejected" }).success).toBe(false);
    expect(parse({ outcome: "rejected", reason: "risk-remains" }).success).toBe(true);
    expect(parse({ outcome: "partly" }).success).toBe(false);
    expect(parse({ outcome: "partly", scope: "function" }).success).toBe(false);
    expect(parse({ outcome: "partly", scope: "amount", amount: "0" }).success).toBe(false);
    expect(parse({ outcome: "partly", scope: "amount", amount: "12.345" }).success).toBe(false);
    expect(parse({ outcome: "partly", scope: "amount", amount: "12.34" }).success).toBe(true);
  });

  it("becomes the decision it stands for", () => {
    expect(verdictOf({ outcome: "partly", scope: "amount", amount: "12.34", answer: "x" }, "CNY")).toEqual({
      outcome: "partly",
      narrower: { scope: "amount", amountMinor: 1234n, target: null },
    });
    expect(verdictOf({ outcome: "partly", scope: "function", target: "transfer", answer: "x" }, "CNY")).toMatchObject({
      narrower: { target: "transfer", amountMinor: null },
    });
    expect(verdictOf({ outcome: "settled", answer: "x" }, "CNY")).toEqual({ outcome: "settled" });
  });

  it("offers only what takes less than the measure", () => {
    const measure = { scope: "all", amountMinor: null, target: null } as Parameters<typeof scopesBelow>[0];
    expect(scopesBelow(measure)).toEqual(["debit", "credit", "function", "amount"]);
    expect(scopesBelow({ ...measure, scope: "debit" })).toEqual(["function", "amount"]);
    expect(scopesBelow({ ...measure, scope: "credit" })).toEqual([]);
  });
});
