import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { localDate } from "../shared/time";
import { CODES, REVEAL_REASON_NAMES, REVEAL_REASONS } from "./codes";
import { decideReveal } from "./decisions";

const on = localDate("2026-10-09");
const request = { reason: "case-work", note: "核对姓名", itemNamed: true, itemOpen: true } as const;

describe("decideReveal", () => {
  it("allows a value for an open item, and cites the secrecy duty and the classes of data", () => {
    const decision = decideReveal(request, testRules(), on);
    expect(decision).toMatchObject({ ok: true, value: { note: "核对姓名" } });
    expect(decision.basis.map(({ ruleId }) => ruleId)).toEqual(["law-nbpi-reg-32", "law-jrt0171"]);
  });

  it("refuses a reason without an item, unless it is a call", () => {
    for (const reason of REVEAL_REASON_NAMES) {
      const decision = decideReveal({ ...request, reason, itemNamed: false, itemOpen: false }, testRules(), on);
      expect(decision.ok, reason).toBe(!REVEAL_REASONS[reason].needsItem);
      if (!decision.ok) expect(decision).toMatchObject({ code: "customers.reveal.item-missing", field: "itemId" });
    }
    expect(REVEAL_REASON_NAMES.filter((reason) => !REVEAL_REASONS[reason].needsItem)).toEqual(["on-call"]);
  });

  it("refuses an item that is not open, even on a call", () => {
    for (const reason of ["case-work", "on-call"] as const) {
      const decision = decideReveal({ ...request, reason, itemOpen: false }, testRules(), on);
      expect(decision).toMatchObject({ ok: false, code: "customers.reveal.item-not-open" });
    }
  });

  it.each(["", "  ", " x "])("refuses a note that says nothing: %j", (note) => {
    expect(decideReveal({ ...request, note }, testRules(), on)).toMatchObject({
      ok: false,
      code: "customers.reveal.note-missing",
    });
  });

  it("cites the reason's own rules", () => {
    const cited = (reason: "authority-request" | "on-call") =>
      decideReveal({ ...request, reason }, testRules(), on).basis.map(({ ruleId }) => ruleId);
    expect(cited("authority-request")).toContain("mipay-minimise-disclosure");
    expect(cited("on-call")).toContain("mipay-confidentiality");
  });
});

describe("codes of customers", () => {
  it("are distinct and rest on rows of the rulebook", () => {
    const rules = testRules();
    expect(new Set(CODES.map(({ code }) => code)).size).toBe(CODES.length);
    for (const entry of CODES) {
      expect(entry.rules.length, entry.code).toBeGreaterThan(0);
      for (const id of entry.rules) expect(rules.get(id, on).id).toBe(id);
    }
  });
});
