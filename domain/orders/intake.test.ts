import { describe, expect, it } from "vitest";
import { testRules } from "../rulebook/testing";
import { instant, localDate } from "../shared/time";
import { REFUSAL_GROUNDS } from "./codes";
import { acceptPaper, checkPaper, type Paper } from "./intake";
import { PAPER_CHECKS, STATED_ITEMS } from "./model";

const NOW = instant("2026-10-09T14:32:00+08:00");
const PAPER: Paper = {
  authority: "police",
  basis: "criminal",
  act: "freeze",
  checks: PAPER_CHECKS,
  officers: ["样0001", "样0002"],
  stated: STATED_ITEMS,
  target: "account",
  extent: { scope: "all", amountMinor: null },
  term: { unit: "months", count: 6 },
  disclosure: null,
};
const grounds = (changes: Partial<Paper>) => checkPaper({ ...PAPER, ...changes }, NOW, testRules()).grounds;

describe("a paper at the counter", () => {
  it("that is whole is accepted, with when it would end", () => {
    const seen = acceptPaper(PAPER, NOW, testRules());
    expect(seen).toMatchObject({ ok: true, value: { grounds: [], endsAt: instant("2027-04-10T00:00:00+08:00") } });
    expect(seen.basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["law-order-intake", "law-order-crim-content", "law-order-crim-6m"]),
    );
  });

  it("needs two officers who are two people, with credentials", () => {
    expect(grounds({ officers: ["样0001"] })).toEqual(["officers-missing"]);
    expect(grounds({ officers: ["样0001", "样 ０００１"] })).toEqual(["officers-same"]);
    expect(grounds({ officers: ["样0001", ""] })).toEqual(["officers-missing"]);
    expect(grounds({ checks: ["document", "seal", "copies"] })).toEqual(["credentials-unseen"]);
  });

  it("needs the document, a copy of it, and the seal", () => {
    expect(grounds({ checks: ["seal", "credentials", "copies"] })).toEqual(["document-missing"]);
    expect(grounds({ checks: ["seal", "credentials", "document"] })).toEqual(["document-missing"]);
    expect(grounds({ checks: ["document", "credentials", "copies"] })).toEqual(["seal-missing"]);
  });

  it("states scope, amount and term, and a criminal freeze all six things", () => {
    expect(grounds({ extent: null })).toEqual(["scope-missing"]);
    expect(grounds({ extent: { scope: "amount", amountMinor: null } })).toEqual(["amount-missing"]);
    expect(grounds({ extent: { scope: "amount", amountMinor: 0n } })).toEqual(["amount-missing"]);
    expect(grounds({ term: null })).toEqual(["term-missing"]);
    expect(grounds({ stated: ["name", "number", "amount", "term", "scope"] })).toEqual(["content-incomplete"]);
    expect(grounds({ authority: "court", basis: "civil", stated: [] })).toEqual([]);
  });

  it("of a foreign authority is never honoured", () => {
    const seen = acceptPaper({ ...PAPER, authority: "foreign" }, NOW, testRules());
    expect(seen).toMatchObject({ ok: false, code: "orders.ground.authority-foreign" });
    expect(seen.basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["law-order-foreign", "law-aml-50", "trap-foreign-demand"]),
    );
  });

  it("aimed at the pooled reserve is answered with the row that forbids it", () => {
    const seen = acceptPaper({ ...PAPER, target: "reserve" }, NOW, testRules());
    expect(seen).toMatchObject({ ok: false, code: "orders.ground.reserve-account" });
    expect(seen.basis.map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["law-order-reserve", "law-nbpi-reg-29", "trap-reserve"]),
    );
  });

  it("lets police, procuratorate and supervision freeze and not deduct", () => {
    const sum = { scope: "amount", amountMinor: 1_000n } as const;
    for (const authority of ["police", "procuratorate", "supervision"] as const) {
      expect(grounds({ authority, act: "deduct", basis: "enforcement", extent: sum, term: null })).toEqual([
        "may-not-deduct",
      ]);
    }
    for (const authority of ["court", "tax", "customs"] as const) {
      expect(grounds({ authority, act: "deduct", basis: "enforcement", extent: sum, term: null })).toEqual([]);
    }
    expect(grounds({ authority: "police", basis: "aml-freeze", term: { unit: "hours", count: 48 } })).toEqual([
      "not-empowered",
    ]);
  });

  it("that asks for data names the data and the days", () => {
    const query = { act: "query", basis: "query", extent: null, term: null } as const;
    const from = localDate("2026-01-01");
    expect(grounds({ ...query, disclosure: null })).toEqual(["data-unnamed"]);
    expect(grounds({ ...query, disclosure: { data: [], from: null, to: null } })).toEqual(["data-unnamed"]);
    expect(grounds({ ...query, disclosure: { data: ["transactions"], from, to: null } })).toEqual(["data-unnamed"]);
    expect(grounds({ ...query, disclosure: { data: ["identity"], from: null, to: null } })).toEqual([]);
    expect(grounds({ ...query, disclosure: { data: ["transactions"], from, to: from } })).toEqual([]);
  });

  it("is refused for all that is wrong with it, and each ground has its rows", () => {
    expect(grounds({ officers: [], checks: [], term: { unit: "years", count: 2 } })).toEqual([
      "document-missing",
      "seal-missing",
      "officers-missing",
      "credentials-unseen",
      "term-too-long",
    ]);
    for (const ids of Object.values(REFUSAL_GROUNDS)) {
      for (const id of ids) expect(testRules().ref(id, localDate("2026-10-09")).ruleId).toBe(id);
    }
  });
});
