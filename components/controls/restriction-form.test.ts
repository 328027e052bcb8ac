import { describe, expect, it } from "vitest";
import { amountOf, releaseForm, restrictionForm } from "./restriction-form";

const filled = {
  reasonCode: "risk-signs",
  scope: "debit",
  amount: "",
  reviewOn: "2026-10-20",
  note: "连续异常",
} as const;

describe("the form of a restriction", () => {
  it("takes an amount only where the scope is one", () => {
    expect(amountOf("debit", "12.50", "CNY")).toBeNull();
    expect(amountOf("amount", "12.50", "CNY")).toBe(1250n);
    expect(amountOf("amount", "0", "CNY")).toBeNull();
    expect(amountOf("amount", "12.505", "CNY")).toBeNull();
  });
  it("asks for reason, date, words and, for an amount, the amount", () => {
    const form = restrictionForm("CNY");
    expect(form.safeParse(filled).success).toBe(true);
    expect(form.safeParse({ ...filled, scope: "amount" }).error?.issues.map(({ path }) => path.join("."))).toEqual([
      "amount",
    ]);
    expect(form.safeParse({ ...filled, note: "  " }).success).toBe(false);
    expect(form.safeParse({ ...filled, reviewOn: "" }).success).toBe(false);
    expect(form.safeParse({ ...filled, reasonCode: "freeze" }).success).toBe(false);
  });
  it("asks for reason and words of a release", () => {
    expect(releaseForm.safeParse({ reasonCode: "checked-clear", note: "已核实" }).success).toBe(true);
    expect(releaseForm.safeParse({ reasonCode: "checked-clear", note: "" }).success).toBe(false);
  });
});
