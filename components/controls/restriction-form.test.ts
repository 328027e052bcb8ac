import { describe, expect, it } from "vitest";
import { amountOf, extentOf, releaseForm, restrictionForm, urgentForm } from "./restriction-form";

const filled = {
  reasonCode: "risk-signs",
  scope: "debit",
  amount: "",
  target: "",
  card: "",
  expiresAt: "",
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
  it("asks for the function or the card where the scope is one, and for a whole moment", () => {
    const problems = (more: object) =>
      restrictionForm("CNY")
        .safeParse({ ...filled, ...more })
        .error?.issues.map(({ path }) => path.join(".")) ?? [];
    expect(problems({ scope: "function" })).toEqual(["target"]);
    expect(problems({ scope: "function", target: "transfer" })).toEqual([]);
    expect(problems({ scope: "card", target: "transfer" })).toEqual(["card"]);
    expect(problems({ expiresAt: "2026-10-20T10:30" })).toEqual([]);
    expect(problems({ expiresAt: "2026-10-20" })).toEqual(["expiresAt"]);
  });
  it("reaches as far as what is typed, and nowhere while something is missing", () => {
    const typed = { amount: "12", target: "transfer", card: "k1" };
    expect(extentOf({ ...typed, scope: "debit" }, "CNY")).toEqual({ scope: "debit", amountMinor: null, target: null });
    expect(extentOf({ ...typed, scope: "amount" }, "CNY")).toMatchObject({ amountMinor: 1200n, target: null });
    expect(extentOf({ ...typed, scope: "function" }, "CNY")).toMatchObject({ amountMinor: null, target: "transfer" });
    expect(extentOf({ ...typed, scope: "card" }, "CNY")).toMatchObject({ target: "k1" });
    expect(extentOf({ ...typed, card: "", scope: "card" }, "CNY")).toBeNull();
    expect(extentOf({ scope: "amount" }, "CNY")).toBeNull();
    expect(extentOf({}, "CNY")).toBeNull();
  });
  it("asks of a restriction at once the same, and which rule it rests on", () => {
    const form = urgentForm("CNY");
    expect(form.safeParse({ ...filled, rule: "law-antifraud-18" }).success).toBe(true);
    expect(form.safeParse({ ...filled, rule: "risk-signs" }).success).toBe(false);
    expect(form.safeParse({ ...filled, rule: "law-aml-30", note: "" }).success).toBe(false);
  });
  it("asks for reason and words of a release", () => {
    expect(releaseForm.safeParse({ reasonCode: "checked-clear", note: "已核实" }).success).toBe(true);
    expect(releaseForm.safeParse({ reasonCode: "checked-clear", note: "" }).success).toBe(false);
  });
});
